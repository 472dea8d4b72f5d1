"""三秦工匠, the round of 2022: sixty nominees of twenty-five unions, from the places given to the board at its end.

One is beyond the places of its union, one is recommended by two unions; the city and the province rank and cut; no
vote is held before the gate opens; a member who stays out leaves too few for a vote; of two objections one is upheld,
and the next in rank moves up.
"""

from itertools import product

from tests.journeys import artisan_forms as forms
from tests.journeys.acts import holds, local, refusal_of, same
from tests.journeys.artisan_acts import FEDERATION, HEAD, OFFICER, PROCESS, ROUND, ArtisanActs, unit_of
from tests.journeys.artisan_papers import same_run
from tests.journeys.committee import MEMBERS, Meeting
from tests.journeys.many import PATIENCE, PAUSE
from tests.journeys.nominations import PAPER
from tests.journeys.office import until

OF_XIAN, OF_PROVINCE = 6, 20
"""How many the city and the province may put forward."""

ALL, RANKED = 59, 55
"""Nominees whose cases run, and how many of them come before the province."""

DOUBTED, CLEARED, STAYED_OUT_OF = "opt.1", "chd.1", "spph.1"
NEXT = "xahonghui.1"


class Artisans(ArtisanActs):
    """The story, chapter by chapter."""

    def tell(self) -> None:
        """The whole round."""
        for chapter in (
            self.called,
            self.nominated,
            self.one_too_many,
            self.one_person_twice,
            self.party_and_notice,
            self.opinions,
            self.cities,
            self.province,
            self.judged,
            self.gate,
            self.too_few_for_a_vote,
            self.another_day,
            self.shown,
            self.objections,
            self.next_in_rank,
            self.named,
            self.documents,
            self.closed,
        ):
            chapter()

    def called(self) -> None:
        """Places go down to the unions; the city and the province get those at which they cut."""
        self.people.move_clock(local(5, 5))
        officer = self.people[OFFICER]
        officer.post("/rounds", process=PROCESS, year=2022, quota=forms.QUOTA)
        for level, places in (("xian", OF_XIAN), ("prov", OF_PROVINCE)):
            officer.post(f"/rounds/{ROUND}/places", act="give", unit=level, places=places)
        self.say(
            f"名额通知：{len(forms.QUOTA)} 个单位 {sum(forms.QUOTA.values())} 个名额；"
            f"西安市可上报 {OF_XIAN} 名，省级可上报 {OF_PROVINCE} 名"
        )

    def nominated(self) -> None:
        """The chairs hand in what their congresses agreed on; one of the sixty comes later."""
        first = [one for one in forms.NAMES if one != forms.AGAIN]

        def of_one(unit: str) -> None:
            self.nominate(*(one for one in first if unit_of(one) == unit))

        self.many.beside_one_another(of_one, forms.QUOTA)
        self.say(f"民主推荐：{len(forms.QUOTA)} 个单位 {len(self.cases)} 件已提交")

    def one_too_many(self) -> None:
        """A union with three places recommends a fourth."""
        refused = refusal_of(lambda: self.nominate(forms.SURPLUS))
        same(refused.name, "QuotaExhausted", "over quota")
        self.say(f"超名额：{refused.sentence}")

    def one_person_twice(self) -> None:
        """By the same number it is refused; by a number written wrong it is held until somebody has looked."""
        twice = forms.same_person()
        refused = refusal_of(lambda: self.nominate(forms.AGAIN, **twice))
        same(refused.name, "NominatedElsewhere", "one person by one line only")
        self.say(f"同一人：{refused.sentence}")
        self.nominate(forms.AGAIN, nominee_name=twice["nominee_name"], born_on=twice["born_on"])
        same(len(self.cases), len(forms.NAMES), "sixty were handed in")
        held = str(self.seen(forms.AGAIN)["held"])
        holds("疑似" in held, "a name alike is held for a look")
        said = {"verdict": "same", "reason": "经核对，身份证号误写，确为同一人。"}
        path = f"/cases/{self.cases[forms.AGAIN]}/twins/{self.cases[forms.TWICE]}"
        self.people["admin"].post(path, **said)
        self.ends_as(forms.AGAIN, "terminated")
        del self.cases[forms.AGAIN]
        self.say(f"身份证号写错再报，暂挂：{held}；核对后确认为同一人，后报的一件办结")

    def party_and_notice(self) -> None:
        """Party committees agree, notices are posted, and everybody reads them for five working days."""
        self.people.move_clock(local(5, 9))

        def of_one(unit: str) -> None:
            count, paper = len(self.of(unit)), self.people.paper(unit)
            posted = {"posted_at_place": "办公楼一层公示栏", "posted_photo": paper}
            self.many.each(f"{unit}.party", "party", count, "decision", answers={"party_opinion": paper})
            self.many.each(f"{unit}.chair", "post_notice", count, "decision", answers=posted)

        self.many.beside_one_another(of_one, forms.QUOTA)
        self.standing("unit_publicity", ALL)
        self.people.move_clock(local(5, 17))
        self.standing("consult", ALL)
        self.say(f"党委审定、张贴，{ALL} 件单位公示 5 个工作日，无异议")

    def opinions(self) -> None:
        """Every outside body answers in writing."""

        def of_one(unit: str) -> None:
            chair, paper = self.people[f"{unit}.chair"], self.people.paper(unit)
            shares = self.many.waiting(f"{unit}.chair", "consult", len(self.of(unit)))
            asked = chair.case(next(iter(shares)))["opinions"]
            for share, one in product(shares.values(), asked):
                said = {"agency": one["agency"], "answer": "agree", "document": paper["digest"]}
                chair.post(f"/assignments/{share}/opinion", **said)

        self.many.beside_one_another(of_one, forms.QUOTA)
        self.say("征求意见：公安、纪检和行业主管部门全部书面同意")

    def cities(self) -> None:
        """Xi'an has six places for ten: it ranks and cuts. Baoji has none of its own and decides each by itself."""
        names, xian = self.of(*forms.OF_XIAN), self.people["xian.review"]
        shares = self.many.waiting("xian.review", "city_review", len(names))
        within = self.ranked("xian.review", "city_review", sorted(names, key=lambda one: one[-1]))
        same(len(within), OF_XIAN, "within the city's places")
        below = next(share for case, share in shares.items() if case not in within)
        refused = refusal_of(lambda: xian.post(f"/assignments/{below}/decision"))
        same(refused.name, "BelowTheCut", "below the cut nothing is agreed to")
        for case in within:
            xian.post(f"/assignments/{shares[case]}/decision")
        self.many.each("baoji.review", "city_review", len(self.of(*forms.OF_BAOJI)), "decision")
        self.say(f"市级：西安市 {len(names)} 件排序，上报 {len(within)} 件，其余备选；宝鸡市逐件审核")

    def province(self) -> None:
        """Fifty-five are ranked, twenty put forward; officer and head agree to them together."""
        cases = self.standing("prov_review", RANKED)
        self.many.waiting(OFFICER, "prov_review", RANKED)
        names = sorted(map(self.name_of, cases), key=lambda one: (one[-1], forms.NAMES.index(one)))
        within = self.ranked(OFFICER, "prov_review", names)
        same(len(within), OF_PROVINCE, "within the province's places")
        for login in (OFFICER, HEAD):
            self.many.in_bulk(login, "prov_review", within)
        self.say(f"省级初审：{RANKED} 件排序，上报 {len(within)} 件，其余 {RANKED - len(within)} 件备选")

    def judged(self) -> None:
        """Five judges, the highest and the lowest left out; nobody judges somebody of the own union."""
        self.judge([self.name_of(one) for one in self.forwarded(OFFICER, "prov_review")])
        self.say(f"专家评审：{OF_PROVINCE} 件由专家组打分，去掉最高最低，本单位的专家不评")

    def gate(self) -> None:
        """No vote before the round allows one: on its first day the list is frozen and the gate opens by itself."""
        forward = [self.name_of(one) for one in self.forwarded(OFFICER, "prov_review")]
        until(lambda: all(self.seen(one)["pending"] == ["prov_ballot"] for one in forward), "at the gate")
        officer = self.people[OFFICER]
        refused = refusal_of(lambda: officer.post(f"/rounds/{ROUND}/gates/vote/opening"))
        same(refused.name, "PhaseNotBegun", "before its first day")
        self.people.move_clock(local(7, 1))
        self.standing("prov_ballot", OF_PROVINCE)
        self.frozen = next(str(one["sha256"]) for one in self.board["freezes"] if one["gate"] == "vote")
        self.say(f"关口：{refused.sentence}到期自动冻结（{self.frozen[:12]}…），票决开始")

    def too_few_for_a_vote(self) -> None:
        """Five of seven are there. One of them stays out of one item, and for this one they are too few."""
        self.people.move_clock(local(7, 4))
        meeting, number = Meeting(self.people), self.numbers[STAYED_OUT_OF]
        meeting.call(self.standing("prov_ballot", OF_PROVINCE), at=local(7, 4), paper=True)
        meeting.opens(MEMBERS[:5])
        meeting.recuses("prov.member3", number, "人选是本人的近亲属")
        refused = refusal_of(lambda: meeting.issues(number))
        holds("不能表决" in refused.sentence, refused.sentence)
        for one in (one for one in meeting.items if one != number):
            meeting.counted(one)
        meeting.puts_off(number, "回避后到会人数不足，改期表决")
        self.minuted(meeting)
        self.standing("fed_review", OF_PROVINCE - 1)
        self.say(f"票决：纸质票两人计票，{OF_PROVINCE - 1} 件通过。一名委员回避：{refused.sentence}")

    def another_day(self) -> None:
        """Two days later all are there, and the same vote is good."""
        self.votes_on(STAYED_OUT_OF, local(7, 6), out=["prov.member3"])
        self.standing("fed_review", OF_PROVINCE)
        self.say("改期再开：近亲属和本单位的委员回避，到会人数足够，通过；两次纪要都印有冻结的摘要")

    def shown(self) -> None:
        """The federation agrees to all together; the public reads twenty names, and no ID number."""
        self.many.in_bulk(FEDERATION, "fed_review", self.standing("fed_review", OF_PROVINCE))
        self.standing("prov_publicity", OF_PROVINCE)
        shown = self.people.anybody().get("/publicity")
        same(len(shown), OF_PROVINCE, "names shown to the public")
        holds(not any("身份证" in str(one) for one in shown), "no ID number is shown")
        number = self.papers.issued("round", ROUND, "publicity")
        self.say(f"省级公示：{OF_PROVINCE} 人，{number}")

    def objections(self) -> None:
        """Two objections stop two windows and no other; one is upheld, one is not."""
        self.people.move_clock(local(7, 8))
        self.object_to(DOUBTED, "申报的先进操作法由他人完成，车间原始记录可以核对。")
        self.object_to(CLEARED, "该同志近两年不在生产一线，请核查考勤记录。")
        same(sorted(self.suspended()), sorted((DOUBTED, CLEARED)), "only those two stop")
        self.people.move_clock(local(7, 11))
        self.finding(DOUBTED, upheld=True, reason="经核查属实，取消推荐资格。")
        self.finding(CLEARED, upheld=False, reason="经核查，考勤完整，反映不实。")
        self.ends_as(DOUBTED, "rejected")
        self.people.move_clock(local(7, 14))
        self.standing("decision", OF_PROVINCE - 2)
        self.ends_as(CLEARED, "in_publicity")
        self.people.move_clock(local(7, 15))
        self.standing("decision", OF_PROVINCE - 1)
        self.say("异议两件：只中止这两件；一件属实，取消资格；一件不实，续满剩余的公示期")

    def next_in_rank(self) -> None:
        """The first in reserve takes the free place, and goes the whole way: judged, voted on, shown."""
        case = self.cases[NEXT]
        until(lambda: case in self.forwarded(OFFICER, "prov_review"), "the next in rank has moved up")
        same(len(self.forwarded(OFFICER, "prov_review")), OF_PROVINCE, "one fell out, one moved up")
        for login in (OFFICER, HEAD):
            self.many.in_bulk(login, "prov_review", [case])
        self.judge([NEXT])
        self.votes_on(NEXT, local(7, 18), out=[])
        self.many.in_bulk(FEDERATION, "fed_review", self.standing("fed_review", 1))
        self.standing("prov_publicity", 1)
        self.people.move_clock(local(7, 26))
        self.standing("decision", OF_PROVINCE)
        self.say(f"递补：备选第一名 {self.numbers[NEXT]} 补上，评审、票决、公示后与其他人一并命名")

    def named(self) -> None:
        """The federation's decision is put on file twenty times; nominees and unions are told."""
        self.people.move_clock(local(7, 27))
        days = {"opens_on": "2022-07-27", "closes_on": "2022-07-29", "reason": "省总工会提前命名"}
        self.people[OFFICER].post(f"/rounds/{ROUND}/phases/naming/days", **days)
        paper = self.people[FEDERATION].upload("命名决定.pdf", PAPER)
        said = {
            "decision_number": "陕工发〔2022〕演示号",
            "decided_on": "2022-07-27",
            "decision_document": paper,
        }
        self.many.each(FEDERATION, "decision", OF_PROVINCE, "decision", outcome="named", answers=said)
        self.many.each(OFFICER, "notice", OF_PROVINCE, "decision", answers={"told_on": "2022-07-27"})
        self.say(f"命名：{OF_PROVINCE} 人命名为三秦工匠（演示），已通知（命名阶段提前，改期有据）")

    def documents(self) -> None:
        """Report, table, an approval form and twenty 授牌通知: what is refused takes no number."""
        named, papers = self.forwarded(OFFICER, "prov_review"), self.papers
        once = [papers.issued("round", ROUND, kind) for kind in ("report", "summary_table")]
        once.append(papers.issued("case", named[0], "approval_form"))
        numbers = [papers.issued("case", one, "plaque") for one in named[:10]]
        not_named = refusal_of(lambda: papers.issued("case", self.cases[DOUBTED], "plaque"))
        not_ours = refusal_of(lambda: papers.issued("case", named[0], "certificate"))
        numbers += [papers.issued("case", one, "plaque") for one in named[10:]]
        same_run(numbers, OF_PROVINCE)
        refused = f"{not_named.sentence}{not_ours.sentence}"
        self.say(f"文书：{'、'.join(once)}；授牌通知 {numbers[0]} 至 {numbers[-1]}，文号连续（{refused}）")

    def closed(self) -> None:
        """Who stayed in reserve is told so, the calendar ends, unused places lapse, and the board is empty."""
        said = {"decision": "reject", "comment": "名额以外，本届不再递补"}
        reserve = self.standing("prov_review", RANKED - OF_PROVINCE - 1)
        self.many.in_bulk(OFFICER, "prov_review", reserve, **said)
        in_the_city = len(self.of(*forms.OF_XIAN)) - OF_XIAN
        self.many.each("xian.review", "city_review", in_the_city, "decision", **said)
        self.people.move_clock(local(8, 1))
        for phase in self.board["phases"]:
            if phase["closed_at"] is None:
                self.people[OFFICER].post(f"/rounds/{ROUND}/phases/{phase['key']}/closing")
        lapsed = until(self.lapsed, "unused places have lapsed")
        until(self.is_empty, "nobody is on the way", seconds=PATIENCE, pause=PAUSE)
        page = self.people[OFFICER].reads(f"/rounds/{ROUND}")
        holds("三秦工匠" in page and self.frozen in page, "the board shows on what was voted")
        self.office.examined()
        self.say(
            f"届次结束：备选告知，日程关闭，{lapsed} 个没有用上的名额作废；看板上没有未办结的事项，体检通过"
        )
