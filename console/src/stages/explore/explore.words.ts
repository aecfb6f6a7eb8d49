import { copy } from "@/lib/language";

/** What the page of one question says. */
export const EXPLORE = copy(
  {
    title: "探索",
    save: "保存",
    toBoard: "加到看板",
    changed: "已改动，未保存",
    examples: "从这些开始",
    all: "已保存的分析",
    descriptive: "描述性：说的是发生了什么，不是什么造成了它。",
    problems: {
      value: "有一个条件还没填完，填好就重新算。",
      property: "选好要相加或分组的字段，就重新算。",
      segments: "选好要对比的人群，就重新算。",
      brackets: "填好分段，就重新算。",
      trait: "填好按哪个属性分组，就重新算。",
    } as Record<string, string>,
    definitions: {
      trends: "人数：时段里做过的人，每人算一次；整段的人数不是各期相加。虚线和空心点是还没结束的一期。",
      funnel:
        "从时段内的第一步开始，每一步都要晚于上一步，并在期限内走完；期限可以延到时段之后。一人只算走得最远的一次。",
      retention: "开始的人按开始的那一天、周或月分行；某一列是之后第几期回来的比例。斜纹的格子还没结束，不计入平均。",
      paths: "一个人的行为按先后排好，隔得太久就算另一次访问；每次访问算一条路径。",
      distribution: "按人算的，先把每人的次数或金额加起来再分档；按次算的，每次各算各的。",
      stickiness: "一天里做过一次就算来了一天；日均占比就是 DAU / WAU 或 DAU / MAU。",
      life_cycle: "按自然的天、周、月来分；沉默的人上一期来过，这一期没来。",
      intervals: "从开始的行为到其后最近一次结束的行为，中间没有再开始过；还没等到的不在里面。",
    } as Record<string, string>,
  },
  {
    title: "Explore",
    save: "Save",
    toBoard: "Add to a board",
    changed: "changed, not saved",
    examples: "Begin with",
    all: "Saved questions",
    descriptive: "Descriptive: what happened, not what caused it.",
    problems: {
      value: "A condition is not complete; it is worked out as soon as it is.",
      property: "Choose the property to add up or to group by.",
      segments: "Choose the segments to hold against each other.",
      brackets: "Say where the brackets begin.",
      trait: "Say by which trait to group.",
    },
    definitions: {
      trends:
        "People: who did it in the period, each once; the whole period is not the sum of its buckets. Dashed lines and hollow points are not over.",
      funnel:
        "From a first step in the period, each step later than the one before, all within the window, also after the period. A person counts once, by the entry that came farthest.",
      retention:
        "A row is who began in that day, week or month; a column is the share that was back so many later. Hatched cells are not over and not in the average.",
      paths:
        "What a person does is put in order and cut into visits where too much time passes; each visit is one path.",
      distribution:
        "Per person: times or amounts are added up first, then put in bins; per event each stands for itself.",
      stickiness: "One event makes a day; the share of an average day is DAU / WAU or DAU / MAU.",
      life_cycle: "By calendar days, weeks, months; dormant is who came in the one before and not in this one.",
      intervals:
        "From the event that begins to the next that ends, with no other beginning between; who is still waiting is not in it.",
    },
  },
);
