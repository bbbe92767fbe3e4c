"""Communiqué: from pasted articles to a searchable site. The map, in the order in which things happen.

model, problems, rules       the nouns; what goes wrong; the rules that find it, and what they weigh
fields                       the types of single fields that people write
forge                        where readers edit a file and see its history on the web
strict                       YAML -> values with places, typed, every problem at once
config, vocabulary           the settings; what the desk knows of countries, topics, publishers, furniture, language
sentences, dateline          a paragraph -> sentences; the opening of wire copy
wording                      dates and counts in words
extract                      an article file -> Article: every line named
recognise                    Article + vocabulary -> Reading: each value with its evidence
draft                        Article + Reading -> Briefing, within the rights of the source
briefing                     a briefing's file <-> Briefing
edit                         a briefing's file with other values of some keys, every other byte as it was
ledger                       which articles are accounted for
duplicates                   texts -> which of them tell one story
schemas                      the types of what people write -> JSON Schemas for their editors
library                      Briefings -> Library: order and indexes
examine                      Briefings and what belongs to them -> what is wrong, rule by rule
compose                      Library -> pages: addresses, order, what each shows
render                       Page + Jinja -> text; the only place that escapes
site                         site_src -> HTML, by MkDocs
search                       tiny pages -> Pagefind index
publish                      staging folder -> site, all at once
changes                      several files changed together, all or none
files                        every other read and write
git                          asked about the repository in which a collection lies
history                      what git knows of the briefings' files
collection                   all that lies below a root, read and checked
versions                     which of its articles tell one story, with what is known from the last time
findings                     a collection -> what the rules find in it
build, intake                the stages in order; single articles outside a build
fetch                        web addresses -> pages, within limits
offers, accession            files, folders, pages -> what is offered; that -> seeds/ and new briefings
checking, report             everything wrong at once; as text, JSON, GitHub annotations, SARIF
correct                      what a correction changes: refresh, ignore, tidy, rename, withdraw
reading                      a Reading as text
explain                      Article + Reading -> why: each decision with its rule, score and places
quality, assess              labelled articles -> scores and their floors; the same for a folder on disk
difference, earlier          two states of a collection -> what changed; the state at an earlier commit
desk                         the files of a new collection
progress, cli                how a run tells what it is doing; the commands
watch, mkdocs_hooks          plain `mkdocs build` and `mkdocs serve` do the same
"""
