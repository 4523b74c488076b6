"""Mutation of norms: would any test notice if a norm of the built definition were gone or changed?"""
