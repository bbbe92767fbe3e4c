"""What Korean writes in one word with a name: nouns of its people, organs and dealings, then a particle."""

from __future__ import annotations

import re

_NOUNS = (
    "들 측 군 산 령 해협 인 제 식 계 법 판 정부 당국 당국자 대사관 대사 총영사 총영사관 영사관 외무성 외교부 외무부"
    " 국방부 재무부 상무부 대통령 대통령궁 총리 주석 국왕 왕세자 왕실 국민 정상 의회 국회 상원 하원 외상"
    " 외무장관 외교장관 국방장관 장관 특사 대표단 대표부 쪽 내 발 행 전 간 및 관리 해군 공군 육군 해경 경찰"
    " 검찰 법원 은행 언론 매체 기업 시장 경제 국경 출신 남부 북부 동부 서부 중부 지역 영토 영공 영해 주재 방문"
    " 수출 수입 원유 전쟁 사태 문제 핵 제재 관계 외교 대표 연방 공화국 왕국 학생 선수 교민 항공 관광객 난민"
    " 이민자 반군 무장세력 본토 대륙 영사 군부 정권 여당 야당 총선 대선 혁명수비대 국적 유학생 노동자 전문가"
    " 남쪽 북쪽"
)
_ENDINGS = (
    "은 는 이 가 을 를 과 와 의 에 에서 에게 에게서 에는 에도 에만 에까지 에서부터 으로 로 으로부터 로부터"
    " 로서 으로서 로써 도 만 까지 부터 보다 처럼 이나 나 이란 란 이라는 라는 이라고 라고 이라며 라며 이며 며"
    " 이다 였다 이었다 이지만 지만 이자 인데 입니다 과의 와의 에서의 으로의 로의 에서는 에서도 으로는 로는"
    " 만의 이라 라 조차 마저 께서 한테 에선 과는 와는 과도 와도 측은 측이 뿐 마다 밖에 대로 에의 에나 이든 든"
    " 야말로 이야말로 같은 하고 랑 이랑"
)


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


PARTICLES = rf"(?:{_either(_ENDINGS)})?"
"""The pattern of a particle, or none."""

FOLLOWING = re.compile(rf"(?:{_either(_NOUNS)})*{PARTICLES}")
"""What may follow a Korean name inside its word, nothing included."""
