"""A case folder in which nobody can be recognised by what the tool knew.

- :mod:`joinedup.anonymise.decisions`: ``decisions.csv``, what a person said of each question;
- :mod:`joinedup.anonymise.identities`: who and what the case folder names;
- :mod:`joinedup.anonymise.numbers`: telephone numbers, references, post codes and their like;
- :mod:`joinedup.anonymise.text`: the one pass that replaces them in a text;
- :mod:`joinedup.anonymise.eyes`: a second pair of eyes, where it is installed;
- :mod:`joinedup.anonymise.left`, :mod:`joinedup.anonymise.rare`: what a person must see;
- :mod:`joinedup.anonymise.prepare`: all of it at once, for a case.
"""
