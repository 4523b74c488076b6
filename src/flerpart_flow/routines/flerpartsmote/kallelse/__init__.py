"""Summons: content, channel, order and notice; confirmation, query, decline, rebooking (FM-KALLELSE, FM-BOKNING)."""
