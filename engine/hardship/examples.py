"""Complete questions about hardship: what ``banshi rule NAME --example`` prints."""

CLASS = """\
parameters: xian_2022          # a published set, or its values written out
applied_on: 2022-11-10         # the twelve months before are reckoned
members:
  - who: 本人
    working: true
    authorised: true           # 授权委托书 signed; every adult has to
    incomes: [{kind: wage, amount: 38400}]
  - {who: 配偶, able: false}     # able: false where somebody cannot work
  - {who: 女儿, studying: true}  # an able adult who neither works nor studies counts with the minimum wage
rigid:                         # bills after reimbursement; `day` is their day
  - {kind: medical, amount: 14600, day: 2022-03-02}
  - {kind: study, amount: 7000}
accident_loss: 0               # after insurance, compensation and other aid
assets: 0
traits: []                     # second_home, motor_vehicle, elite_study, controlling_shareholder, …
"""
AID = """\
table: hubei                   # a published table of caps, or its lines written out
hardship_class: deep           # deep, relative, accident or none
line: 740                      # 低保 by head and month
kind: college                  # living, medical, college, secondary_school, compulsory_school, temporary, training
amount: 5000
day: 2022-11-20
person: 女儿                    # where the cap is by person
filed_on: 2022-11-01           # no payment before the file, except temporary
paid:                          # what was paid before
  - {kind: college, amount: 3000, day: 2022-09-01, person: 女儿}
"""
