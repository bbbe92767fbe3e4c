"""Corrections of a collection: each reads it, plans what is to change, and changes all of it or nothing.

plan      what is to change; finding briefings by name; carrying a plan out
marks     an article that is not wanted; a briefing that is withdrawn
moves     files to the folders that they ask for; another id
refresh   a briefing beside a new proposal, field by field
"""
