"""Complete questions about relapse: what ``banshi rule NAME --example`` prints."""

GRADE = """\
rules: relapse_2022            # a published version, or its indicators and grades written out
facts:                         # what is left out or empty is unknown, not zero
  persons: 3
  line: 740
  net_income: 36000            # twelve months, after rigid expenditure
  base_income: 60000           # the same when monitoring began
  medical_year: 3000
  medical_half_year: 1000
  unemployed_months: 0
  loss: 0
  earner_lost: 0
  new_student: 1
  arrears: 0
standing: yellow               # the grade before, if there was one
calm: 0                        # checks running that were better than it
"""
EXIT = """\
parameters: exit_2022          # a published set, or its values written out
line: 740
cause_gone: true               # 致困原因已消除
as_of: 2022-06-30
months:                        # months left out are gaps
  - {month: 2022-01-01, by_head: 760}
  - {month: 2022-02-01, by_head: 780}
  - {month: 2022-03-01, by_head: 790}
  - {month: 2022-04-01, by_head: 800}
  - {month: 2022-05-01, by_head: 800}
  - {month: 2022-06-01, by_head: 810}
"""
POPULATION = """\
rules: population_2022         # a published version, or its reasons written out
as_of: 2022-11-01
entered:                       # reasons and the day from which each counts
  - {reason: left, since: 2020-11-02}
  - {reason: hotline, since: 2021-06-10}
"""
