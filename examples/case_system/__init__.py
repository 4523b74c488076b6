"""A small case system on the library: a work list, a case's page, forms for any event, several at work at once.

python -m examples.case_system [cases.db [PORT]]
"""
