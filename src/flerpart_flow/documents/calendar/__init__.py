"""The meeting in everybody's calendar: iTIP messages for each recipient, their replies, and a unit's own agenda.

The reading and writing of the format is icalendar's (the extra ``kalender``), which is imported when it is needed.
"""
