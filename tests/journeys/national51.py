"""全国五一劳动奖章, the round of 2022: six nominations from five unions, from the quota notice to the archive.

Two reach their title without a hitch (a directly affiliated university; a city school, after a return for
correction), one after an objection that came to nothing; one ends by an upheld objection, one by an agency's
no, and one waits for agencies that do not answer, for silence is not consent.
"""

from datetime import timedelta
from typing import Any

from tests.journeys.acts import PROCESS, Acts, holds, local, refusal_of, same
from tests.journeys.office import until

QUOTA = {"xjtu": 2, "nwpu": 1, "spph": 1, "snnu": 1, "xazx": 1}
NAMES = ("xjtu.a", "xjtu.f", "nwpu.c", "spph.d", "snnu.e", "xazx.b")
REPORTED = ("xjtu.a", "xazx.b", "nwpu.c", "spph.d")
GRANTED = ("xjtu.a", "xazx.b", "nwpu.c")


class National51(Acts):
    """The story, chapter by chapter."""

    def tell(self) -> None:
        """The whole round."""
        for chapter in (
            self.quota_notice,
            self.democratic_nomination,
            self.what_is_refused,
            self.party_and_return,
            self.objection_at_the_unit,
            self.outside_bodies,
            self.prefect_is_gone,
            self.objection_without_substance,
            self.provincial_review,
            self.ballot,
            self.federation,
            self.provincial_publicity,
            self.national_decision,
            self.notice_and_archive,
            self.silence_is_not_consent,
            self.what_is_left_behind,
        ):
            chapter()

    def quota_notice(self) -> None:
        """The province opens the round: places go down, the units are told."""
        self.people["prov.officer"].post("/rounds", process=PROCESS, year=2022, quota=QUOTA)
        until(lambda: self.mails_about("名额") >= len(QUOTA), "the quota notice by mail")
        self.say(f"名额通知：{len(QUOTA)} 个单位 {sum(QUOTA.values())} 个名额，单位已收到通知")

    def democratic_nomination(self) -> None:
        """The chairs hand in what their congresses agreed on."""
        for name in NAMES:
            self.nominate(name)
        self.say(f"民主推荐：{len(NAMES)} 件已提交，身份证号加密，职代会到会和同意人数符合规定")

    def what_is_refused(self) -> None:
        """One nominee too many, and somebody else's case."""
        refused = refusal_of(lambda: self.nominate("nwpu.second"))
        same(refused.name, "QuotaExhausted", "over quota")
        self.say(f"超名额：{refused.sentence}")
        share = self.people["nwpu.party"].share(self.cases["nwpu.c"], "party")
        stranger = self.people["snnu.chair"]
        refused = refusal_of(lambda: stranger.post(f"/assignments/{share}/decision"))
        same(refused.name, "NotYourUnit", "a stranger's assignment")
        self.say(f"外单位办理：{refused.sentence}")

    def party_and_return(self) -> None:
        """A form with holes, a return for correction; then all party committees agree."""
        self.people.move_clock(local(2, 22))
        party = self.people["xazx.party"]
        share = party.share(self.cases["xazx.b"], "party")
        party.post(f"/assignments/{share}/return", to="nominate", comment="主要事迹请补充近三年教学成果")
        refused = refusal_of(lambda: self.submit("xazx.b", deeds="", id_no="123", congress_present=99))
        same(len(refused.findings), 4, "every defect at once")
        self.say(f"退回补正：缺漏一次说清（{len(refused.findings)} 处），填过的内容不丢")
        self.submit("xazx.b", deeds="补充：近三年所带班级学业水平测试居全市前列。")
        for name in NAMES:
            paper = {"party_opinion": self.paper(name)}
            self.approve(self.of_unit(name, "party"), name, "party", answers=paper)
        for name in NAMES:
            same(self.window(name, "unit"), local(3, 2, 0), "five working days after 22 February")
        self.say("党委审定：6 件同意；单位公示至 2022-03-01（张贴当日不计）")

    def objection_at_the_unit(self) -> None:
        """A citizen objects to one nominee: that window alone stops."""
        self.people.move_clock(local(2, 24))
        self.object_to("nwpu.c", "反映该同志 2021 年度教学工作量未达到规定，请核查。")
        same([name for name in NAMES if self.suspended(name)], ["nwpu.c"], "only that case stops")
        self.people.move_clock(local(3, 2, 0, 10))
        self.wait_at("xjtu.a", "xjtu.f", "xazx.b", "spph.d", "snnu.e", "consult")
        holds(self.is_at("nwpu.c", "unit_publicity"), "the suspended window stays open")
        self.say("单位公示：异议一件，只中止该件；其余按期结束，转入征求意见")

    def outside_bodies(self) -> None:
        """Agencies answer in writing; one says no; of one case nobody answers."""
        self.people.move_clock(local(3, 4))
        self.consulted("spph.d")
        chair = self.people["snnu.chair"]
        share = chair.share(self.cases["snnu.e"], "consult")
        said = {"agency": "unit_discipline", "answer": "disagree", "reason": "正在核查一件信访反映"}
        refused = refusal_of(lambda: chair.post(f"/assignments/{share}/opinion", **said))
        same(refused.name, "DocumentMissing", "an opinion needs its paper")
        chair.post(f"/assignments/{share}/opinion", **said, document=self.paper("snnu.e")["digest"])
        same(self.seen("snnu.e")["status"], "rejected", "an agency's no ends the case")
        self.say("征求意见：口头答复不受理；一件因单位纪检机构不同意而办结（不予推荐）")

    def prefect_is_gone(self) -> None:
        """The dashboard's server dies in the middle; the office works on, and says so afterwards."""
        self.office.kill_prefect()
        self.consulted("xjtu.a")
        self.wait_at("xjtu.a", "prov_review")
        holds(not self.office.prefect_answers(), "Prefect is still away when the case has gone on")
        until(self.office.prefect_answers, "Prefect is back", seconds=120)
        self.consulted("xazx.b")
        self.approve(self.people["xian.review"], "xazx.b", "city_review")
        self.wait_at("xazx.b", "prov_review")
        self.say("Prefect 停止期间：事项照常流转至省级初审；恢复后继续")

    def objection_without_substance(self) -> None:
        """The inquiry finds nothing; the window runs its remaining days."""
        self.people.move_clock(local(3, 7))
        party = self.people["nwpu.party"]
        share = party.share(self.cases["nwpu.c"], "unit_publicity")
        party.post(f"/assignments/{share}/finding", upheld=False, reason="经核查，教学工作量符合规定。")
        closes = self.window("nwpu.c", "unit")
        same(closes, local(3, 11, 0), "three working days were left on 24 February")
        self.people.move_clock(closes + timedelta(minutes=10))
        self.wait_at("nwpu.c", "consult")
        self.consulted("nwpu.c")
        self.wait_at("nwpu.c", "prov_review")
        self.say("异议不成立：公示续满剩余 3 个工作日，至 2022-03-10")

    def provincial_review(self) -> None:
        """Officer, then head, in this order; the approval form is there in print."""
        self.people.move_clock(local(3, 17))
        head = self.people["prov.head"]
        shares = self.seen("xjtu.a")["assignments"]
        waiting = next(one["id"] for one in shares if one["status"] == "waiting" and one["person"] == head.id)
        refused = refusal_of(lambda: head.post(f"/assignments/{waiting}/decision"))
        same(refused.name, "NotYourTurn", "the head signs after the officer")
        for name in REPORTED:
            self.approve(self.people["prov.officer"], name, "prov_review")
            self.approve(head, name, "prov_review")
        paper = self._document("xjtu.a", "approval_form")
        self.say(f"省级初审：经办、部长依次审核 4 件；推荐审批表 {len(paper) // 1024} KB")

    def ballot(self) -> None:
        """The committee votes in secret; a member from the nominee's own university does not."""
        self.people.move_clock(local(3, 18))
        for name in REPORTED:
            self.vote(name)
        voters = {
            one["person"] for one in self.seen("xjtu.a")["assignments"] if one["body"] == "prov_committee"
        }
        same(len(voters), 6, "of seven members one is recused")
        holds(self.people["prov.member2"].id not in voters, "the one from the same university")
        self.say("省级票决：无记名，4 件通过；西安交通大学的委员对本校人选回避，不计入应到")

    def federation(self) -> None:
        """The federation agrees; publicity of the province begins before the Qingming holidays."""
        self.people.move_clock(local(3, 31))
        for name in REPORTED:
            self.approve(self.people["fed.officer"], name, "fed_review")
        for name in REPORTED:
            same(self.window(name, "province"), local(4, 9, 0), "4/2 works, 4/3 to 4/5 are off")
        self.say("省级公示：2022-03-31 张贴，4 月 2 日（调休上班）计入、清明假期不计，至 4 月 8 日止")

    def provincial_publicity(self) -> None:
        """The public page shows no more than it may; an upheld objection ends one case."""
        shown = self.people.anybody().get("/publicity")
        same(len(shown), 4, "four names are shown to the public")
        holds(not any("身份证" in str(one) for one in shown), "no ID number is shown")
        self.object_to("spph.d", "该同志主持的项目存在数据造假，附有期刊撤稿声明的线索。")
        fed = self.people["fed.officer"]
        share = fed.share(self.cases["spph.d"], "prov_publicity")
        fed.post(f"/assignments/{share}/finding", upheld=True, reason="经核查属实，取消推荐资格。")
        same(self.seen("spph.d")["status"], "rejected", "an upheld objection ends the case")
        self.people.move_clock(local(4, 9, 0, 10))
        self.wait_at(*GRANTED, "national")
        self.say("省级公示结束：异议成立一件，取消资格，名额不退；3 件上报")

    def national_decision(self) -> None:
        """The decision of the national federation is put on file."""
        self.people.move_clock(local(4, 26))
        said = {"decision_number": "总工发〔2022〕演示号", "decided_on": "2022-04-26"}
        for name in GRANTED:
            answers = said | {"decision_document": self.paper(name)}
            self.approve(self.people["fed.officer"], name, "national", outcome="granted", answers=answers)
        self.say("全国总工会决定：3 人获全国五一劳动奖章（演示）")

    def notice_and_archive(self) -> None:
        """Nominee and unit are told, the summary table closes the file."""
        self.people.move_clock(local(4, 28))
        for name in GRANTED:
            self.approve(self.people["prov.officer"], name, "notice", answers={"told_on": "2022-04-28"})
        for name in GRANTED:
            until(lambda name=name: self.seen(name)["closed_at"], f"{name} is closed")  # type: ignore[misc]
            same(self.seen(name)["outcome"], "granted", name)
        self._document("xjtu.a", "archive")
        self.say("通知、授奖、归档：3 件办结，汇总表已生成")

    def silence_is_not_consent(self) -> None:
        """Of one nomination no agency has answered: after weeks it still waits, and is overdue."""
        waiting = self.seen("xjtu.f")
        same(waiting["status"], "under_way", "silence has decided nothing")
        holds(all(one["answer"] is None for one in waiting["opinions"]), "nobody has answered")
        until(lambda: self.mails_about("超时"), "the overdue notice")
        self.say("未答复：1 件仍在征求意见环节，已超时提醒；逾期不视为同意")

    def what_is_left_behind(self) -> None:
        """Prefect lists the runs by name, and the doctor finds every journal whole."""
        named = [one["name"] for one in self._runs() if "全国五一劳动奖章推荐" in one["name"]]
        holds(named, "runs of the process on the dashboard")
        self.office.examined()
        self.say(f"Prefect 上有 {len(named)} 次运行，例如“{named[0]}”；体检通过，办理记录的链完整")

    def _document(self, name: str, step: str) -> bytes:
        """The PDF that a machine step made."""
        made = next(one["result"] for one in self.seen(name)["steps"] if one["key"] == step and one["result"])
        paper = self.people["prov.head"].client.get(f"/attachments/{made['pdf']}").content
        same(paper[:5], b"%PDF-", f"the document of {step}")
        return paper

    def _runs(self) -> list[dict[str, Any]]:
        """The flow runs that the dashboard shows, through the administrator's sign-in."""
        asked = {"sort": "START_TIME_DESC", "limit": 200}
        answer = self.people["admin"].client.post("/prefect/api/flow_runs/filter", json=asked)
        return list(answer.raise_for_status().json())
