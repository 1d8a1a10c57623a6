// Where a client belongs and can go on to, worked out in the page: nothing is sent, nothing is kept.
//
// The first part is iopkit/criteria once more and says the same of every client, reason by reason:
// tests/pages/test_readiness.py holds the two against each other. It knows no document, so that any
// engine can run it. The second part is the form.
//
// A client here: {facts: {id: value}, completed: {level: true or false}, level: "" or an id,
// days_in_level: number or null, days_in_care: number or null}. What is absent is not recorded.
const iopkitReadiness = (() => {
  "use strict";

  const MET = "met";
  const NOT_MET = "not met";
  const UNKNOWN = "unknown";
  const HERE = "days_in_level";
  const CARE = "days_in_care";
  const CLOCKS = [HERE, CARE];
  const COMPLETED = "completed ";

  // -- Values ------------------------------------------------------------------------------------

  const own = (object, name) =>
    Object.prototype.hasOwnProperty.call(object, name) ? object[name] : null;
  const unique = (values) => [...new Set(values)];
  const byNumber = (one, other) => one - other;
  const pairs = (values) => values.slice(1).map((value, place) => [values[place], value]);
  const sum = (values) => values.reduce((total, value) => total + value, 0);

  /** A number in plain digits, exactly; as criteria/language/write.py. */
  function writeNumber(number) {
    if (Object.is(number, -0)) return "-0";
    const [, sign, whole, fraction = "", exponent = "0"] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
    const places = Number(exponent);
    const digits = whole + fraction;
    const point = whole.length + places;
    if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
    if (point >= digits.length) return sign + digits.padEnd(point, "0");
    return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  // -- Three values, as criteria/logic/verdict.py ------------------------------------------------------

  const verdictOf = (truth) => (truth === null ? UNKNOWN : truth ? MET : NOT_MET);
  const negated = (verdict) => ({ [MET]: NOT_MET, [NOT_MET]: MET, [UNKNOWN]: UNKNOWN })[verdict];

  function allOf(verdicts) {
    if (verdicts.includes(NOT_MET)) return NOT_MET;
    return verdicts.includes(UNKNOWN) ? UNKNOWN : MET;
  }

  function anyOf(verdicts) {
    if (verdicts.includes(MET)) return MET;
    return verdicts.includes(UNKNOWN) ? UNKNOWN : NOT_MET;
  }

  const OPERATORS = { and: allOf, or: anyOf, not: ([verdict]) => negated(verdict) };

  // -- What is recorded, as criteria/logic/evaluate.py, resolve.py and answered.py ---------------------

  const COMPARISONS = {
    "<": (one, other) => one < other,
    "<=": (one, other) => one <= other,
    ">": (one, other) => one > other,
    ">=": (one, other) => one >= other,
    "=": (one, other) => one === other,
    "!=": (one, other) => one !== other,
  };

  function recorded(client, name) {
    return (CLOCKS.includes(name) ? client[name] : own(client.facts, name)) ?? null;
  }

  /** The number that an answer stands for. */
  function encode(value, fact) {
    return fact.options ? fact.options.indexOf(value) : Number(value);
  }

  /** Whether a condition holds for the number that an answer stands for. */
  function holds(leaf, number) {
    switch (leaf.is) {
      case "compare":
        return COMPARISONS[leaf.comparison](number, leaf.number);
      case "one of":
        return leaf.numbers.includes(number);
      default:
        return number === 1;
    }
  }

  function truth(leaf, client, facts) {
    if (leaf.is === "completed") return own(client.completed, leaf.level);
    const value = recorded(client, leaf.fact);
    if (leaf.is === "is known") return value !== null;
    return value === null ? null : holds(leaf, encode(value, facts.get(leaf.fact)));
  }

  function evaluate(criterion, client, facts) {
    if (criterion.is === "constant") return verdictOf(criterion.value);
    if (!criterion.parts) return verdictOf(truth(criterion, client, facts));
    return OPERATORS[criterion.is](criterion.parts.map((part) => evaluate(part, client, facts)));
  }

  const completedLevel = (name) =>
    name.startsWith(COMPLETED) ? name.slice(COMPLETED.length) : "";

  /** A client with one answer in place of what was recorded before. */
  function answered(client, name, value) {
    const level = completedLevel(name);
    if (level) return { ...client, completed: { ...client.completed, [level]: value === true } };
    if (CLOCKS.includes(name)) return { ...client, [name]: value };
    return { ...client, facts: { ...client.facts, [name]: value } };
  }

  // -- Reasons, as criteria/logic/explain.py -----------------------------------------------------------

  function answerInWords(value, unit) {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "string") return value;
    return `${writeNumber(value)}${unit && unit !== "%" ? " " : ""}${unit || ""}`;
  }

  /** What is known of what a condition asks, as criteria/logic/evidence.py. */
  function evidence(leaf, client, facts) {
    const isLevel = leaf.is === "completed";
    const value = isLevel ? own(client.completed, leaf.level) : recorded(client, leaf.fact);
    const nothing = { fact: asks(leaf), answer: null, unit: null, missing: null };
    if (value === null) return { ...nothing, missing: "not-recorded" };
    if (leaf.is === "is known") return nothing;
    const unit = isLevel ? "" : facts.get(leaf.fact).unit;
    return { ...nothing, answer: value, unit: unit || null };
  }

  /** The name of the question that a condition with an answer waits for. */
  const asks = (leaf) => (leaf.is === "completed" ? COMPLETED + leaf.level : leaf.fact);

  /** What a reason says that asks nothing. */
  const UNASKED = {
    fact: null,
    answer: null,
    unit: null,
    missing: null,
    minimum_level: null,
    operator: null,
    operands: [],
  };

  function explain(criterion, client, facts, { basis = null, title = "" } = {}) {
    const reason = { ...UNASKED, text: criterion.text, title, basis };
    if (criterion.is === "constant") return { ...reason, verdict: verdictOf(criterion.value) };
    if (!criterion.parts) {
      const verdict = evaluate(criterion, client, facts);
      return { ...reason, verdict, ...evidence(criterion, client, facts) };
    }
    const operands = criterion.parts.map((part) => explain(part, client, facts));
    const verdict = OPERATORS[criterion.is](operands.map((part) => part.verdict));
    return { ...reason, verdict, operator: criterion.is, operands };
  }

  function unknownFacts(reason) {
    if (reason.verdict !== UNKNOWN) return [];
    return reason.fact ? [reason.fact] : unique(reason.operands.flatMap(unknownFacts));
  }

  // -- Cells: the answers that criteria tell apart, as criteria/logic/answer_classes.py -------------------------

  const NOWHERE = -1;
  const YES_NO = { kind: "yes_no" };

  function* conditions(criterion) {
    if (criterion.parts) for (const part of criterion.parts) yield* conditions(part);
    else if (criterion.is !== "constant") yield criterion;
  }

  const leavesIn = (criterion) => [...conditions(criterion)].filter((each) => each.is !== "is known");
  const askedBy = (leaf) => (leaf.is === "is known" ? `${leaf.fact} is known` : asks(leaf));

  /** What some criteria ask, by name; in the order of the assessment, completed levels last. */
  function questions(criteria, facts) {
    const leaves = new Map();
    for (const leaf of criteria.flatMap(leavesIn)) {
      const name = askedBy(leaf);
      leaves.set(name, [...(leaves.get(name) || []), leaf]);
    }
    const names = [...facts.keys()].filter((name) => leaves.has(name));
    const rest = [...leaves.keys()].filter((name) => !facts.has(name));
    return new Map(
      [...names, ...rest].map((name) => [name, question(name, facts.get(name), leaves.get(name))]),
    );
  }

  function question(name, fact, leaves) {
    const kind = fact || YES_NO;
    const points = pointsOf(kind, leaves);
    const said = new Map();
    const members = [];
    const elements = [];
    for (let element = 0; element <= 2 * points.length; element += 1) {
      const number = standIn(kind, points, element);
      if (number === null) {
        elements.push(NOWHERE);
        continue;
      }
      const signature = leaves.length ? leaves.map((leaf) => +holds(leaf, number)).join("") : number;
      if (!said.has(signature)) said.set(signature, said.size);
      const place = said.get(signature);
      elements.push(place);
      if (place === members.length) members.push([]);
      members[place].push([element, number]);
    }
    const cut = new Set(leaves.flatMap(limits));
    const cells = members.map((each) => cellOf(kind, points, each, cut));
    return { name, fact, kind, points, elements, cells };
  }

  function pointsOf(kind, leaves) {
    if (kind.kind === "yes_no") return [0, 1];
    if (kind.options) return kind.options.map((_, place) => place);
    const ends = [kind.low, kind.high].filter((end) => end !== null);
    return unique([...ends, ...leaves.flatMap(limits)]).sort(byNumber);
  }

  function limits(leaf) {
    if (leaf.is === "compare") return [leaf.number];
    return leaf.is === "one of" ? leaf.numbers : [];
  }

  /** An answer in an element, a round one where there is one; null when it holds none. */
  function standIn(kind, points, element) {
    const place = Math.floor(element / 2);
    const isNumber = kind.kind === "number";
    if (element % 2 === 1) return !isNumber || allows(kind, points[place]) ? points[place] : null;
    if (!isNumber) return null;
    const low = place ? points[place - 1] : -Infinity;
    const high = place < points.length ? points[place] : Infinity;
    const number = between(low, high);
    return low < number && number < high && allows(kind, number) ? number : null;
  }

  function allows(kind, number) {
    if (!(Math.abs(number) <= Number.MAX_VALUE)) return false;
    if (kind.low !== null && number < kind.low) return false;
    if (kind.high !== null && number > kind.high) return false;
    return !kind.whole || Number.isInteger(number);
  }

  // Rounding -0.5 up gives -0 here and 0 in Python; adding 0 makes it 0.
  const ceil = (number) => Math.ceil(number) + 0;
  const floor = (number) => Math.floor(number) + 0;

  /** A number between two others: a whole one near the middle, if there is any. */
  function between(low, high) {
    if (low === -Infinity) return high > 0 ? 0 : ceil(high) - Math.max(1, floor(-high));
    if (high === Infinity) return floor(low) + Math.max(1, floor(Math.abs(low)));
    const middle = low / 2 + high / 2;
    const whole = [floor(middle), ceil(middle)].find((each) => low < each && each < high);
    return whole === undefined ? middle : whole;
  }

  function cellOf(kind, points, members, cut) {
    const numbers = members.filter(([element]) => element % 2).map(([, number]) => number);
    let number = numbers.find((each) => cut.has(each));
    if (number === undefined) [[, number]] = members;
    if (kind.kind === "number" && !cut.has(number)) {
      const inside = members.find(([element]) => element % 2 === 0);
      if (inside) [, number] = inside;
    }
    return {
      value: valueOf(kind, number),
      number,
      low: endOf(points, members[0][0], -1),
      high: endOf(points, members[members.length - 1][0], 1),
      text: inWords(kind, points, members.map(([element]) => element)),
    };
  }

  /** The end of an element on its lower side (-1) or its upper one (1). */
  function endOf(points, element, side) {
    const half = Math.floor(element / 2);
    if (element % 2) return points[half];
    const place = half - (side < 0 ? 1 : 0);
    return place >= 0 && place < points.length ? points[place] : side * Infinity;
  }

  function valueOf(kind, number) {
    if (kind.kind === "yes_no") return number === 1;
    return kind.options ? kind.options[number] : number;
  }

  function inWords(kind, points, elements) {
    const half = (element) => Math.floor(element / 2);
    if (kind.kind === "yes_no") {
      return elements.map((element) => (points[half(element)] ? "yes" : "no")).join(" or ");
    }
    if (kind.options) {
      return elements.map((element) => kind.options[half(element)] || "''").join(" or ");
    }
    const runs = [];
    for (const element of elements) {
      const last = runs[runs.length - 1];
      if (last && last[last.length - 1] === element - 1) last.push(element);
      else runs.push([element]);
    }
    const unit = `${kind.unit && kind.unit !== "%" ? " " : ""}${kind.unit}`;
    return runs.map((run) => runInWords(kind, points, run, unit)).join(" or ");
  }

  /** Neighbouring elements in words; a limit that every answer keeps is not said. */
  function runInWords(kind, points, run, unit) {
    let low = endOf(points, run[0], -1);
    let high = endOf(points, run[run.length - 1], 1);
    let fromLow = run[0] % 2 === 1;
    let toHigh = run[run.length - 1] % 2 === 1;
    if (kind.whole) {
      if (!fromLow && low > -Infinity) low = floor(low) + 1;
      if (!toHigh && high < Infinity) high = ceil(high) - 1;
      fromLow = true;
      toHigh = true;
    }
    const least = low === -Infinity || (low === kind.low && fromLow);
    const most = high === Infinity || (high === kind.high && toHigh);
    if (low === high) return `${writeNumber(low)}${unit}`;
    if (least && most) return "any";
    if (most) {
      const from = `${writeNumber(low)}${unit}`;
      return fromLow ? `${from} or more` : `over ${from}`;
    }
    if (least) {
      const to = `${writeNumber(high)}${unit}`;
      return toHigh ? `${to} or less` : `under ${to}`;
    }
    const start = fromLow ? writeNumber(low) : `over ${writeNumber(low)}`;
    const end = toHigh ? writeNumber(high) : `under ${writeNumber(high)}`;
    return `${start} to ${end}${unit}`;
  }

  /** The cell that holds an encoded answer. */
  function cellAt(asked, number) {
    const below = asked.points.filter((point) => point < number).length;
    const upTo = asked.points.filter((point) => point <= number).length;
    return asked.elements[below + upTo];
  }

  // -- Decision diagrams, as criteria/logic/decision_diagram.py -------------------------------------------------

  const NO = 0;
  const YES = 1;

  class TooLarge extends Error {}

  /** Diagrams over the same questions; `fixed` holds the cells of recorded answers by place. */
  class Diagram {
    constructor(asked, fixed, most) {
      if (asked.length - fixed.size > most.questions) throw new TooLarge();
      this.mostSteps = most.steps;
      this.questions = asked;
      this.fixed = fixed;
      this.order = new Map(asked.map((each, place) => [each.name, place]));
      this.places = [];
      this.ways = [];
      this.values = new Map();
      this.nodes = new Map();
      this.memo = new Map();
      this.steps = 0;
      this.end(false);
      this.end(true);
    }

    add(place, ways) {
      this.places.push(place);
      this.ways.push(ways);
      return this.places.length - 1;
    }

    end(value) {
      const key = JSON.stringify(value);
      if (!this.nodes.has(key)) {
        const node = this.add(this.questions.length, []);
        this.nodes.set(key, node);
        this.values.set(node, value);
      }
      return this.nodes.get(key);
    }

    ask(place, ways) {
      if (this.fixed.has(place)) return ways[this.fixed.get(place)];
      if (ways.every((way) => way === ways[0])) return ways[0];
      const key = `ask ${place} ${ways.join(" ")}`;
      if (!this.nodes.has(key)) this.nodes.set(key, this.add(place, ways));
      return this.nodes.get(key);
    }

    of(criterion) {
      switch (criterion.is) {
        case "constant":
          return criterion.value ? YES : NO;
        case "not":
          return this.choose(this.of(criterion.parts[0]), NO, YES);
        case "and":
          return this.all(criterion.parts.map((part) => this.of(part)));
        case "or":
          return this.any(criterion.parts.map((part) => this.of(part)));
        case "is known":
          return this.ask(this.order.get(askedBy(criterion)), [NO, YES]);
        default: {
          const place = this.order.get(askedBy(criterion));
          const { cells } = this.questions[place];
          this.count(place);
          return this.ask(place, cells.map((cell) => (holds(criterion, cell.number) ? YES : NO)));
        }
      }
    }

    both(one, other) {
      return this.choose(one, other, NO);
    }

    all(nodes) {
      return nodes.reduce((found, node) => this.both(found, node), YES);
    }

    any(nodes) {
      return nodes.reduce((found, node) => this.choose(found, YES, node), NO);
    }

    choose(condition, then, other) {
      if (condition === YES) return then;
      if (condition === NO) return other;
      if (then === other) return then;
      if (then === YES && other === NO) return condition;
      const key = `choose ${condition} ${then} ${other}`;
      if (!this.memo.has(key)) {
        const go = (nodes) => this.choose(...nodes);
        this.memo.set(key, this.split(go, [condition, then, other]));
      }
      return this.memo.get(key);
    }

    combine(make, one, other) {
      const key = `${make.name} ${one} ${other}`;
      if (!this.memo.has(key)) {
        const isEnd = this.values.has(one) && this.values.has(other);
        const node = isEnd
          ? this.end(make(this.values.get(one), this.values.get(other)))
          : this.split((nodes) => this.combine(make, ...nodes), [one, other]);
        this.memo.set(key, node);
      }
      return this.memo.get(key);
    }

    count(place) {
      this.steps += this.questions[place].cells.length;
      if (this.steps > this.mostSteps) throw new TooLarge();
    }

    split(go, nodes) {
      const place = Math.min(...nodes.map((node) => this.places[node]));
      this.count(place);
      const ways = this.questions[place].cells.map((_, cell) =>
        go(nodes.map((node) => (this.places[node] === place ? this.ways[node][cell] : node))),
      );
      return this.ask(place, ways);
    }

    given(node, place, cell) {
      if (this.places[node] > place) return node;
      if (this.places[node] === place) return this.ways[node][cell];
      const key = `given ${node} ${place} ${cell}`;
      if (!this.memo.has(key)) {
        this.count(this.places[node]);
        const ways = this.ways[node].map((way) => this.given(way, place, cell));
        this.memo.set(key, this.ask(this.places[node], ways));
      }
      return this.memo.get(key);
    }

    /** The nodes that a node leads to, itself among them. */
    below(node) {
      const found = new Set([node]);
      for (const at of found) for (const way of this.ways[at]) found.add(way);
      return [...found];
    }

    asked(node) {
      const inner = this.below(node).filter((each) => !this.values.has(each));
      return unique(inner.map((each) => this.places[each])).sort(byNumber);
    }

    ends(node) {
      const ends = this.below(node).filter((each) => this.values.has(each));
      return new Set(ends.map((each) => this.values.get(each)));
    }
  }

  // -- What a placement can still be, as criteria/placement/possible_placements.py -------------------------------------

  const NOBODY = ["", -1];
  const IMPOSSIBLE = "no such client";
  const oneMore = ([level, met]) => [level, met + 1];
  const better = (one, other) => (other[1] > one[1] ? other : one);
  const orElse = ([level], otherwise) => level || otherwise;

  function placingQuestions(ready) {
    const { levels, floors, byRank, facts } = ready;
    const criteria = floors.map((floor) => floor.criterion);
    for (const level of byRank) {
      const tied = levels.filter((each) => each.rank === level.rank).length > 1;
      criteria.push(
        ...level.admit.filter((rule) => tied || !rule.prefer).map((rule) => rule.criterion),
      );
    }
    const cells = questions(criteria, facts);
    const asked = new Map();
    for (const criterion of criteria) {
      for (const leaf of conditions(criterion)) asked.set(askedBy(leaf), leaf);
    }
    return [...asked].map(([name, leaf]) =>
      leaf.is === "is known" ? { ...question(name, undefined, []), known: leaf.fact } : cells.get(name),
    );
  }

  /** The cell of what is recorded for a question; null for nothing. */
  function cellNow(asked, client) {
    if (asked.fact) {
      const value = recorded(client, asked.fact.id);
      return value === null ? null : cellAt(asked, encode(value, asked.fact));
    }
    if (asked.known) return recorded(client, asked.known) === null ? 0 : 1;
    const completed = own(client.completed, completedLevel(asked.name));
    return completed === null ? null : Number(completed);
  }

  function placingDiagram(ready, diagram) {
    const floors = ready.floors.map((floor) => [floor.rank, diagram.of(floor.criterion)]);
    let found = diagram.end("");
    for (const rank of unique(ready.levels.map((level) => level.rank)).sort(byNumber).reverse()) {
      const above = diagram.any(floors.filter(([at]) => at > rank).map(([, node]) => node));
      const levels = ready.levels.filter((level) => level.rank === rank);
      found = diagram.choose(above, found, among(levels, diagram, found));
    }
    return found;
  }

  function among(levels, diagram, otherwise) {
    const admits = levels.map((level) => {
      const rules = level.admit.filter((rule) => !rule.prefer);
      return diagram.all(rules.map((rule) => diagram.of(rule.criterion)));
    });
    if (levels.length === 1) return diagram.choose(admits[0], diagram.end(levels[0].id), otherwise);
    let best = diagram.end(NOBODY);
    levels.forEach((level, place) => {
      let met = diagram.end([level.id, 0]);
      for (const rule of level.admit.filter((each) => each.prefer)) {
        const more = diagram.combine(oneMore, met, met);
        met = diagram.choose(diagram.of(rule.criterion), more, met);
      }
      const admitted = diagram.choose(admits[place], met, diagram.end(NOBODY));
      best = diagram.combine(better, best, admitted);
    });
    return diagram.combine(orElse, best, otherwise);
  }

  /** Whether nobody is longer at a level than in care. */
  function clock(diagram, client) {
    const here = diagram.order.get(HERE);
    const care = diagram.order.get(CARE);
    if (here !== undefined && care !== undefined) {
      const asked = diagram.questions[here];
      return diagram.any(
        asked.cells.map((cell, which) => {
          const ways = asked.cells.map((_, each) => (each === which ? YES : NO));
          const included = cellAt(asked, cell.low) === which;
          return diagram.both(diagram.ask(here, ways), inCare(diagram, care, cell.low, included));
        }),
      );
    }
    if (care !== undefined && client[HERE] !== null) {
      return inCare(diagram, care, client[HERE], true);
    }
    if (here !== undefined && client[CARE] !== null) return stayed(diagram, here, client[CARE]);
    return YES;
  }

  function inCare(diagram, care, least, included) {
    const asked = diagram.questions[care];
    const can = (cell, which) => least < cell.high || (included && cellAt(asked, least) === which);
    return diagram.ask(care, asked.cells.map((cell, which) => (can(cell, which) ? YES : NO)));
  }

  function stayed(diagram, here, most) {
    const asked = diagram.questions[here];
    const can = (cell, which) => cell.low < most || cellAt(asked, most) === which;
    return diagram.ask(here, asked.cells.map((cell, which) => (can(cell, which) ? YES : NO)));
  }

  function outlook(ready, client) {
    const fixed = new Map();
    ready.asked.forEach((each, place) => {
      const cell = cellNow(each, client);
      if (cell !== null) fixed.set(place, cell);
    });
    try {
      const diagram = new Diagram(ready.asked, fixed, ready.most);
      const node = placingDiagram(ready, diagram);
      const allowed = diagram.choose(clock(diagram, client), node, diagram.end(IMPOSSIBLE));
      const ends = diagram.ends(allowed);
      const levels = ready.byRank.map((level) => level.id).filter((level) => ends.has(level));
      const ways = ends.size - (ends.has(IMPOSSIBLE) ? 1 : 0);
      const asking = ways > 1 ? askingOf(ready, diagram, node) : [];
      return { levels, nonePossible: ends.has(""), asking };
    } catch (error) {
      if (error instanceof TooLarge) return null;
      throw error;
    }
  }

  /** The open questions, the one first that leaves the fewest open on average. */
  function askingOf(ready, diagram, node) {
    const order = [...ready.byRank.map((level) => level.id), ""];
    const names = [...ready.facts.keys()];
    const found = diagram.asked(node).map((place) => {
      const asked = diagram.questions[place];
      const left = asked.cells.map((_, cell) => diagram.given(node, place, cell));
      const weights = asked.cells.map((_, cell) => answersIn(asked, cell));
      const mean = (values) =>
        sum(values.map((value, each) => value * weights[each])) / sum(weights);
      const texts = new Map();
      asked.cells.forEach((cell, which) => {
        const ends = diagram.ends(left[which]);
        const possible = order.filter((level) => ends.has(level)).map((level) => level || null);
        const key = JSON.stringify(possible);
        if (!texts.has(key)) texts.set(key, { words: [], possible });
        texts.get(key).words.push(cell.text);
      });
      const rank = names.indexOf(asked.name);
      return {
        rank: [
          mean(left.map((way) => diagram.asked(way).length)),
          mean(left.map((way) => diagram.ends(way).size)),
          rank < 0 ? names.length : rank,
        ],
        asking: {
          fact: asked.name,
          answers: [...texts.values()].map(({ words, possible }) => ({
            answer: words.join(" or "),
            possible_levels: possible,
          })),
        },
      };
    });
    found.sort((one, other) => inTurn(one.rank, other.rank));
    return found.map((each) => each.asking);
  }

  function inTurn(one, other) {
    for (let place = 0; place < one.length; place += 1) {
      if (one[place] < other[place]) return -1;
      if (one[place] > other[place]) return 1;
    }
    return 0;
  }

  function answersIn(asked, cell) {
    if (!asked.fact || asked.fact.kind === "number") return 1;
    return asked.elements.filter((each) => each === cell).length;
  }

  // -- The placement, as criteria/placement/place.py -------------------------------------------------------

  const prepared = new WeakMap();

  function made(data) {
    if (!prepared.has(data)) {
      const rank = new Map(data.levels.map((level) => [level.id, level.rank]));
      const ready = {
        levels: data.levels,
        byRank: [...data.levels].sort((one, other) => one.rank - other.rank),
        floors: data.floors.map((floor) => ({ ...floor, rank: rank.get(floor.level) })),
        facts: new Map([...data.facts, ...data.clocks].map((fact) => [fact.id, fact])),
        most: data.most,
        rank,
      };
      ready.asked = placingQuestions(ready);
      prepared.set(data, ready);
    }
    return prepared.get(data);
  }

  function floorReasons(ready, client) {
    return ready.floors.map((floor) => {
      const inner = explain(floor.criterion, client, ready.facts);
      return {
        floor,
        reason: {
          ...UNASKED,
          text: floor.text,
          title: floor.title,
          verdict: negated(inner.verdict),
          minimum_level: floor.level,
          basis: floor.basis,
          operator: "not",
          operands: [inner],
        },
      };
    });
  }

  function fitOf(level, ready, client, floors) {
    const higher = floors.filter(({ floor }) => floor.rank > level.rank);
    const rules = level.admit.map((rule) => ({
      prefer: rule.prefer,
      reason: explain(rule.criterion, client, ready.facts, rule),
    }));
    const asked = rules.filter((rule) => !rule.prefer);
    const reasons = [...higher, ...asked].map(({ reason }) => reason);
    return {
      level: level.id,
      verdict: allOf(reasons.map((reason) => reason.verdict)),
      reasons,
      preferences: rules.filter((rule) => rule.prefer).map(({ reason }) => reason),
    };
  }

  const countOf = (reasons, wanted) => reasons.filter(({ verdict }) => wanted(verdict)).length;
  const preferencesMet = (fit) => countOf(fit.preferences, (verdict) => verdict === MET);
  const preferencesPossible = (fit) => countOf(fit.preferences, (verdict) => verdict !== NOT_MET);
  const openOf = (fit) =>
    new Set(fit.reasons.filter(({ verdict }) => verdict === UNKNOWN).map(({ text }) => text));

  /** The fits that the placement can still be; `fits` come in the order of trying. */
  function possibleOf(fits, rank) {
    const left = fits
      .map((fit, place) => ({ fit, place, open: openOf(fit), rank: rank.get(fit.level) }))
      .filter(({ fit }) => fit.verdict !== NOT_MET);
    const alwaysFirst = (other, one) => {
      const sure = preferencesMet(other.fit);
      const best = preferencesPossible(one.fit);
      const preferred = sure > best || (sure === best && other.place < one.place);
      const before = other.rank < one.rank || (other.rank === one.rank && preferred);
      return before && [...other.open].every((text) => one.open.has(text));
    };
    return left.filter((one) => !left.some((other) => alwaysFirst(other, one))).map((one) => one.fit);
  }

  function openQuestions(possible, rank) {
    const at = (fit) => possible.filter((each) => rank.get(each.level) === rank.get(fit.level));
    const reasons = possible.flatMap((fit) => fit.reasons);
    for (const fit of possible) if (at(fit).length > 1) reasons.push(...fit.preferences);
    const mentions = new Map();
    for (const name of reasons.flatMap(unknownFacts)) {
      mentions.set(name, (mentions.get(name) || 0) + 1);
    }
    const ranked = [...mentions].sort(([, one], [, other]) => other - one);
    return ranked.map(([fact]) => ({ fact, answers: [] }));
  }

  function left(ready, client, fits) {
    const settled = { level: null, possible: [], nonePossible: false, asking: [], exact: true };
    const possible = possibleOf(fits, ready.rank);
    const sure = possible.some((fit) => fit.verdict === MET);
    if (possible.length === 1 && sure) {
      return { ...settled, level: possible[0].level, possible: [possible[0].level] };
    }
    if (!possible.length) return { ...settled, nonePossible: true };
    const exact = outlook(ready, client);
    if (exact === null) {
      const levels = possible.map((fit) => fit.level);
      const asking = openQuestions(possible, ready.rank);
      return { level: null, possible: levels, nonePossible: !sure, asking, exact: false };
    }
    const certain = exact.levels.length === 1 && !exact.nonePossible;
    return {
      level: certain ? exact.levels[0] : null,
      possible: exact.levels,
      nonePossible: exact.nonePossible,
      asking: exact.asking,
      exact: true,
    };
  }

  function needOf(floors) {
    const met = floors.filter(({ reason }) => reason.verdict === NOT_MET);
    const most = Math.max(...met.map(({ floor }) => floor.rank));
    const need = met.find(({ floor }) => floor.rank === most);
    return need ? need.floor : null;
  }

  function needPossible(floors, rank) {
    const need = needOf(floors);
    const least = need ? need.rank : -1;
    const open = floors.filter(({ reason }) => reason.verdict === UNKNOWN);
    const levels = unique(open.map(({ floor }) => floor.level));
    levels.sort((one, other) => inTurn([rank.get(one), one], [rank.get(other), other]));
    return levels.filter((level) => rank.get(level) > least);
  }

  /** Where a client belongs: the values of `iopkit place --json`. */
  function placement(data, client) {
    const ready = made(data);
    const floors = floorReasons(ready, client);
    const fits = ready.byRank.map((level) => fitOf(level, ready, client, floors));
    const found = left(ready, client, fits);
    const need = needOf(floors);
    const sorted = [...fits].sort((one, other) =>
      inTurn(
        [ready.rank.get(one.level), -preferencesMet(one)],
        [ready.rank.get(other.level), -preferencesMet(other)],
      ),
    );
    return {
      status: found.level !== null ? "placed" : found.possible.length ? "open" : "none",
      level: found.level,
      minimum_level: need ? need.level : null,
      possible_minimum_levels: needPossible(floors, ready.rank),
      possible_levels: found.possible,
      none_possible: found.nonePossible,
      exact: found.exact,
      open_facts: found.asking.map((asking) => asking.fact),
      next_questions: found.asking,
      levels: sorted,
    };
  }

  // -- When time alone opens a move, as criteria/placement/time_until_met.py -----------------------------------------

  const NEAR = 1e-9;

  function wait(criterion, client, facts) {
    const known = CLOCKS.filter((name) => client[name] !== null);
    const now = new Map(known.map((name) => [name, client[name]]));
    if (evaluate(criterion, client, facts) === MET) return null;
    const asked = questions([criterion], facts);
    const points = new Map(
      known.filter((name) => asked.has(name)).map((name) => [name, asked.get(name).points]),
    );
    const meets = (times) => {
      const later = { ...client };
      for (const name of CLOCKS) later[name] = times.has(name) ? times.get(name) : null;
      return evaluate(criterion, later, facts) === MET;
    };
    const moments = [];
    for (const [name, marks] of points) {
      for (const point of marks.filter((each) => each >= now.get(name))) {
        moments.push([Math.max(point - now.get(name), 0), name, point]);
      }
    }
    moments.sort(inTurn);
    for (const [[days, name, point], [later]] of pairs([...moments, [Infinity, "", 0]])) {
      const opens = { clock: name, day: point, in_days: days };
      if (meets(clocksAt(days, now, points))) return { ...opens, after: false };
      const midway = later === Infinity ? days + 1 : days / 2 + later / 2;
      if (days + NEAR < later && meets(clocksAt(midway, now, points))) {
        return { ...opens, after: true };
      }
    }
    return null;
  }

  /** What the clocks show some days from now, without what rounding adds. */
  function clocksAt(days, now, points) {
    const shown = new Map([...now].map(([name, time]) => [name, time + days]));
    for (const [name, marks] of points) {
      const near = marks.find((point) => Math.abs(point - shown.get(name)) <= NEAR);
      if (near !== undefined) shown.set(name, near);
    }
    const [here, care] = CLOCKS.map((name) => shown.get(name));
    if (here !== undefined && care !== undefined && care < here) {
      const both = (points.get(HERE) || []).includes(here) ? here : care;
      for (const name of CLOCKS) shown.set(name, both);
    }
    return shown;
  }

  // -- Which one answer would open a move, as criteria/placement/counterfactual.py and wording.py ------------------

  function changes(criterion, client, facts) {
    if (evaluate(criterion, client, facts) === MET) return [];
    const asked = questions([criterion], facts);
    const found = new Map();
    for (const leaf of leavesIn(criterion)) {
      const name = askedBy(leaf);
      if (found.has(name) || (CLOCKS.includes(name) && recorded(client, name) !== null)) continue;
      const cells = opening(criterion, asked.get(name), client, facts);
      if (!cells.length) continue;
      const all = cells.length === asked.get(name).cells.length;
      found.set(name, {
        ...evidence(leaf, client, facts),
        fact: name,
        opens_at: all ? null : words(asked.get(name), cells),
      });
    }
    for (const leaf of conditions(criterion)) {
      const name = leaf.fact;
      if (leaf.is !== "is known" || recorded(client, name) !== null || asked.has(name)) continue;
      const moments = momentsOf(name, client, []);
      const value = moments ? moments[0] : someAnswer(facts.get(name));
      if (evaluate(criterion, answered(client, name, value), facts) === MET) {
        found.set(name, { ...evidence(leaf, client, facts), opens_at: null });
      }
    }
    return [...found.values()];
  }

  /** The cells of a question whose answers would meet a criterion. */
  function opening(criterion, asked, client, facts) {
    const now = cellNow(asked, client);
    return asked.cells
      .map((_, place) => place)
      .filter((place) => {
        if (place === now) return false;
        const value = valueIn(asked, place, client);
        if (value === undefined) return false;
        return evaluate(criterion, answered(client, asked.name, value), facts) === MET;
      });
  }

  /** An answer in a cell that the clocks allow; undefined when there is none. */
  function valueIn(asked, place, client) {
    const moments = momentsOf(asked.name, client, asked.points);
    if (moments === null) return asked.cells[place].value;
    return moments.find((each) => cellAt(asked, each) === place);
  }

  /** Times that are never in care for less than at the level; null when any will do. */
  function momentsOf(name, client, points) {
    const here = client[HERE];
    const care = client[CARE];
    let marks;
    if (name === CARE && here !== null) {
      marks = unique([here, ...points.filter((point) => point > here)]).sort(byNumber);
      marks.push(marks[marks.length - 1] + 1);
    } else if (name === HERE && care !== null) {
      const inside = points.filter((point) => point > 0 && point < care);
      marks = unique([0, care, ...inside]).sort(byNumber);
    } else return null;
    return [...marks, ...pairs(marks).map(([one, next]) => (one + next) / 2)];
  }

  function someAnswer(fact) {
    if (fact.kind === "yes_no") return false;
    if (fact.options) return fact.options[0];
    const least = fact.low === null ? [] : [ceil(fact.low), fact.low];
    const most = fact.high === null ? [] : [floor(fact.high), fact.high];
    return [0, ...least, ...most].find((end) => allows(fact, end));
  }

  /** The answers in some cells of a question in words, as if they were one cell. */
  function words(asked, cells) {
    const { kind, elements, points } = asked;
    if (kind.kind !== "number") {
      const inside = elements.map((_, element) => element);
      return inside
        .filter((element) => cells.includes(elements[element]))
        .map((element) => inWords(kind, points, [element]))
        .join(" or ");
    }
    const runs = [];
    let parted = true;
    elements.forEach((cell, element) => {
      if (cell === NOWHERE) return;
      if (cells.includes(cell)) {
        if (parted) runs.push([]);
        runs[runs.length - 1].push(element);
      }
      parted = !cells.includes(cell);
    });
    return runs.map((run) => runOfCells(asked, run)).join(" or ");
  }

  /** One stretch of numbers in words: those of a criterion that holds just there. */
  function runOfCells({ name, fact, elements, points }, run) {
    const places = elements.map((_, place) => place).filter((place) => elements[place] !== NOWHERE);
    const first = run[0];
    const last = run[run.length - 1];
    const half = (element) => Math.floor(element / 2);
    const parts = [];
    const limit = (comparison, place) =>
      parts.push({ is: "compare", fact: name, comparison, number: points[place] });
    if (first !== places[0]) {
      if (first % 2) limit(">=", half(first));
      else limit(">", half(first) - 1);
    }
    if (last !== places[places.length - 1]) limit(last % 2 ? "<=" : "<", half(last));
    if (!parts.length) return "any";
    const there = question(name, fact, parts);
    return there.cells.find((cell) => parts.every((part) => holds(part, cell.number))).text;
  }

  // -- Where a client in care can go, as criteria/placement/next_levels.py and move.py --------------------------

  function moveOf(edge, data, client) {
    const ready = made(data);
    let fit = null;
    if (ready.rank.has(edge.to)) {
      const moved = { ...client, level: edge.to, days_in_level: 0 };
      const down = edge.kind === "step down";
      const after = down ? answered(moved, COMPLETED + edge.start, true) : moved;
      const level = ready.levels.find((each) => each.id === edge.to);
      fit = fitOf(level, ready, after, floorReasons(ready, after));
    }
    const { to, kind, when } = edge;
    const reason = when && explain(when, client, ready.facts, { basis: edge.basis });
    const verdict = reason ? reason.verdict : MET;
    return {
      to,
      kind,
      verdict,
      reason,
      fit,
      counterfactuals: when ? changes(when, client, ready.facts) : [],
      time_until_met: when ? wait(when, client, ready.facts) : null,
      open_facts: askFor(verdict, reason, fit),
    };
  }

  function askFor(verdict, reason, fit) {
    if (verdict === NOT_MET) return [];
    const reasons = reason ? [reason] : [];
    if (fit && fit.verdict === UNKNOWN) reasons.push(...fit.reasons);
    return unique(reasons.flatMap(unknownFacts));
  }

  function reviewOf(level, client) {
    const every = level.review;
    if (every === null) return null;
    const days = client[HERE];
    if (days === null) return { every_days: every, day: null, in_days: null };
    const day = due(days, every);
    return { every_days: every, day, in_days: day - days };
  }

  /** The day of the next review, which may be today; never the day of entry. */
  function due(days, every) {
    const past = days / every;
    const near = Math.round(past);
    const isNear = Math.abs(past - near) <= NEAR * Math.max(Math.abs(past), Math.abs(near));
    if (past === Infinity || (near >= 1 && isNear)) return days;
    return (Math.floor(past) + 1) * every;
  }

  /** Where a client at a level can go from there: the values of `iopkit place --json`. */
  function onward(data, client) {
    const ready = made(data);
    const leaving = data.transitions.filter((edge) => edge.start === client.level);
    const to = (isLevel) =>
      leaving
        .filter((edge) => ready.rank.has(edge.to) === isLevel)
        .map((edge) => moveOf(edge, data, client));
    const moves = to(true);
    const ends = to(false);
    const open = (kind) =>
      moves.filter((move) => move.kind === kind && move.verdict === MET).map((move) => move.to);
    const urgent = open("step up");
    return {
      level: client.level,
      days_in_level: client[HERE],
      review: reviewOf(ready.levels.find((level) => level.id === client.level), client),
      urgent,
      flapping: urgent.length > 0 && open("step down").length > 0,
      open_facts: unique([...moves, ...ends].flatMap((move) => move.open_facts)),
      transitions: moves,
      discharges: ends,
    };
  }

  return Object.freeze({ placement, onward, allows, writeNumber, answerInWords });
})();

// -- The form: answers in, sentences and reasons out -----------------------------------------------

const iopkitReadinessForm = (() => {
  "use strict";

  const { placement, onward, allows, writeNumber } = iopkitReadiness;
  const MET = "met";
  const NOT_MET = "not met";
  const UNKNOWN = "unknown";
  const NOT_KNOWN = "?";
  const SIGNS = { [MET]: "✓", [NOT_MET]: "✗", [UNKNOWN]: "?" };
  const WORDS = { [MET]: "met", [NOT_MET]: "not met", [UNKNOWN]: "not known" };
  const CLASSES = { [MET]: "met", [NOT_MET]: "not-met", [UNKNOWN]: "unknown" };
  const FITS = { [MET]: "fits", [NOT_MET]: "does not fit", [UNKNOWN]: "not clear" };
  const TURN = [MET, UNKNOWN, NOT_MET];
  const WAYS = {
    "step up": "Step up to",
    "step down": "Step down to",
    transfer: "Transfer to",
    discharge: "End care:",
  };
  const OF_PARTS = {
    and: "all of these",
    or: "any of these",
    "not and": "not all of these",
    "not or": "none of these",
    "not not": "not",
  };
  const FEW = 5;
  const UNITS = [["year", 365.25, 1], ["month", 365.25 / 12, 3]];

  // -- Words -------------------------------------------------------------------------------------

  const counted = (number, one, many = `${one}s`) => `${writeNumber(number)} ${number === 1 ? one : many}`;
  const rounded = (number, digits) => Number(number.toPrecision(digits));
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  function listed(all, joint) {
    const parts = [...new Set(all)];
    const last = parts[parts.length - 1];
    return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} ${joint} ${last}` : last;
  }

  /** A time as people say it: whole years and months, else days, or hours below one. */
  function inDays(days) {
    for (const [unit, length, least] of UNITS) {
      const number = days / length;
      if (number >= least && Math.abs(number - Math.round(number)) < 1e-6) {
        return counted(Math.round(number), unit);
      }
    }
    if (days > 0 && days < 1) return counted(rounded(days * 24, 3), "hour");
    return counted(rounded(days, 4), "day");
  }

  const dayOf = (number) => writeNumber(Math.round(number * 1e6) / 1e6);
  const levelOf = (data, id) => data.levels.find((level) => level.id === id);
  const titleOf = (data, id) => (levelOf(data, id) || data.outcomes.find((each) => each.id === id)).title;
  const completedLevel = (name) => (name.startsWith("completed ") ? name.slice("completed ".length) : "");

  /** The question behind what is not recorded, in the words of the form. */
  function questionOf(data, name) {
    const level = completedLevel(name);
    if (level) return `Was an earlier stay finished as planned: ${titleOf(data, level)}?`;
    return [...data.facts, ...data.clocks].find((fact) => fact.id === name).ask;
  }

  /** What is to be asked, the best next question first; as criteria/placement/interview.py. */
  function toAsk(found, ahead) {
    return [...new Set([...found.open_facts, ...(ahead ? ahead.open_facts : [])])];
  }

  /** The answer in a sentence; for a client in care in two, the way on first. */
  function headlines(data, found, ahead) {
    const anew = ahead ? "Placed anew today: " : "";
    const said = ahead ? [onwardInShort(data, ahead)] : [];
    if (found.status === "placed") said.push(`${anew}${titleOf(data, found.level)} fits.`);
    else if (found.status === "none") {
      said.push(`${anew}${anew ? "no" : "No"} level takes this client, whatever is still unknown.`);
    } else {
      const names = found.possible_levels.map((level) => titleOf(data, level));
      if (found.none_possible) names.push("no level at all");
      said.push(`${anew}${anew ? "not" : "Not"} settled: ${listed(names, "or")}.`);
    }
    return said;
  }

  function onwardInShort(data, ahead) {
    const from = titleOf(data, ahead.level);
    const ways = (verdict) =>
      ahead.transitions
        .filter((move) => move.verdict === verdict && !(verdict === MET && isRefused(move)))
        .map((move) => titleOf(data, move.to));
    const open = ways(MET);
    const unclear = ways(UNKNOWN);
    if (open.length) return `From ${from} the way is open to ${listed(open, "and")}.`;
    if (unclear.length) return `From ${from} it is not clear whether the way is open to ${listed(unclear, "or")}.`;
    return `From ${from} no way to another level is open yet.`;
  }

  const isRefused = (move) => move.fit !== null && move.fit.verdict === NOT_MET;
  const isNear = (move) => move.counterfactuals.length > 0 || move.time_until_met !== null;

  function moveInShort(move) {
    if (move.verdict === UNKNOWN) return "not clear";
    if (move.verdict === NOT_MET) return isNear(move) ? "not open yet, but nearly" : "not open yet";
    const open = move.reason === null ? "open to everybody here" : "open";
    if (isRefused(move)) return `${open}, but that level would not take the client`;
    return move.kind === "step up" ? `${open}; look at this first` : open;
  }

  function opensWhen({ clock, day, in_days: days, after }) {
    const until = days ? `in ${inDays(days)}` : "that is today";
    return `${after ? "after" : "on"} day ${dayOf(day)}${clock === "days_in_care" ? " in care" : ""}, ${until}`;
  }

  function opensHow(data, { fact: name, opens_at: to }) {
    if (to === null) return "with any answer";
    const level = completedLevel(name);
    if (level) return to === "yes" ? `once ${titleOf(data, level)} is completed` : "only without that";
    const isNumber = [...data.facts, ...data.clocks].find((fact) => fact.id === name).kind === "number";
    return `${isNumber ? "at" : "when it is"} ${to}`;
  }

  /** What is known, as the end of a sentence. */
  function answerOf({ fact, answer, unit, missing }) {
    if (missing) return "not recorded";
    if (completedLevel(fact)) return answer ? "completed" : "not completed";
    return answer === null ? "recorded" : iopkitReadiness.answerInWords(answer, unit);
  }

  /** What is recorded, with what people call the fact or the level. */
  function recordedOf(data, known) {
    const level = completedLevel(known.fact);
    const about = level ? `${titleOf(data, level)} was` : `${data.called[known.fact]} is`;
    return `${about} ${answerOf(known)}`;
  }

  function reviewInWords(review) {
    if (review.day === null) {
      const every = review.every_days === 1 ? "every day" : `every ${inDays(review.every_days)}`;
      return `A review is due ${every}; on which day the client is was not recorded.`;
    }
    if (review.in_days === 0) return "The next review is due today.";
    return `The next review is due on day ${dayOf(review.day)}, in ${inDays(review.in_days)}.`;
  }

  function basisInWords(basis, sources) {
    if (basis.assumption) return `assumed: ${basis.assumption}`;
    const title = sources[basis.source] ?? basis.source;
    return basis.locator ? `${title}, ${basis.locator}` : title;
  }

  // -- Elements ----------------------------------------------------------------------------------

  /** An element with what stands in it; text stays text. */
  function make(tag, attributes, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside.filter((each) => each !== null && each !== ""));
    return element;
  }

  const paragraph = (text, kind = "") => make("p", kind ? { class: kind } : {}, text);

  function signOf(verdict, word) {
    const sign = make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[verdict]);
    return make("span", { class: `verdict ${CLASSES[verdict]}` }, sign, ` ${word}`);
  }

  /** What is shown of a client, made anew after every answer. */
  class Shown {
    constructor(data, fields, open) {
      this.data = data;
      this.fields = fields;
      this.open = open;
    }

    link(name) {
      const field = this.fields.get(name);
      const text = questionOf(this.data, name);
      return field ? make("a", { href: `#${field.id}`, "data-asks": name }, text) : text;
    }

    /** A short link to a question, for where its words would be too many. */
    askLink(name) {
      const field = this.fields.get(name);
      if (!field) return null;
      const label = `ask: ${questionOf(this.data, name)}`;
      const link = make("a", { href: `#${field.id}`, "data-asks": name, "aria-label": label }, "ask");
      return make("span", { class: "asks" }, " ", link);
    }

    basis(basis) {
      if (basis === null) return null;
      return make("small", { class: "basis" }, ` ${basisInWords(basis, this.data.sources)}`);
    }

    /** What is recorded for a condition, or the question that asks for it. */
    recorded(reason, isPlain) {
      if (!reason.fact) return null;
      if (reason.verdict === UNKNOWN) return this.askLink(reason.fact);
      // "Not stable (yes)" would leave open what the yes is about.
      const isClear = isPlain || completedLevel(reason.fact);
      const about = isClear ? "" : `${this.data.called[reason.fact]}: `;
      return make("span", { class: "recorded" }, ` (${about}${answerOf(reason)})`);
    }

    reason(reason) {
      return this.item(reason, reason.title || capital(this.words(reason)), this.about(reason));
    }

    /** What a reason is about: itself, or what must not be. */
    about(reason) {
      return reason.operator === "not" ? reason.operands[0] : reason;
    }

    /** A condition in words; of several, what is said of them before they follow one by one. */
    words(reason) {
      const about = this.about(reason);
      const joined = (reason === about ? "" : "not ") + about.operator;
      return about.operands.length ? OF_PARTS[joined] : this.data.words[reason.text];
    }

    /** A line with its verdict; below it the parts of what it is about. */
    item(reason, said, about, isPlain = about === reason) {
      return make(
        "li",
        {},
        signOf(reason.verdict, WORDS[reason.verdict]),
        ": ",
        make("span", { dir: "auto" }, said),
        this.recorded(about, isPlain),
        this.basis(reason.basis),
        about.operands.length ? this.list(about.operands.map((part) => this.reason(part))) : null,
      );
    }

    /** The reason that a floor gives against a less intensive level. */
    floor(reason) {
      const [inner] = reason.operands;
      const need = { [MET]: "no need for", [NOT_MET]: "needs", [UNKNOWN]: "may need" }[reason.verdict];
      const title = titleOf(this.data, reason.minimum_level);
      const said = `${need} ${title} or more: ${this.words(inner)}`;
      return this.item(reason, said, this.about(inner), this.about(inner) === inner);
    }

    list(items) {
      return make("ul", { class: "reasons" }, ...items);
    }

    /** What is folded until somebody asks for it, and stays unfolded then. */
    folded(key, title, ...inside) {
      const details = make("details", { "data-key": key }, make("summary", {}, title), ...inside);
      details.open = this.open.has(key);
      details.addEventListener("toggle", () => {
        if (details.open) this.open.add(key);
        else this.open.delete(key);
      });
      return details;
    }

    lines(reasons) {
      const line = (reason) => (reason.minimum_level ? this.floor(reason) : this.reason(reason));
      return this.list(reasons.map(line));
    }

    /** The lines of some reasons, folded where many rules are open: they wait for few answers. */
    few(key, reasons) {
      const open = reasons.every((reason) => reason.verdict === UNKNOWN);
      if (!open || reasons.length <= FEW) return this.lines(reasons);
      return this.folded(key, `${counted(reasons.length, "rule")} not known yet`, this.lines(reasons));
    }

    level(fit, found) {
      const here = fit.level === found.level;
      const decides = (reason) =>
        fit.verdict === MET ? !reason.minimum_level && here : reason.verdict === fit.verdict;
      const shown = fit.reasons.filter(decides);
      const rest = fit.reasons.filter((reason) => !decides(reason));
      const nearer = fit.verdict === MET && !found.possible_levels.includes(fit.level);
      const said = here ? "fits" : nearer ? "would fit, but a less intensive level does" : FITS[fit.verdict];
      const parts = [make("p", { class: "level-said" }, this.title(fit.level), ": ", signOf(fit.verdict, said))];
      if (shown.length) parts.push(this.few(`open ${fit.level}`, shown));
      if (fit.preferences.length && found.possible_levels.includes(fit.level)) parts.push(this.preferences(fit));
      if (rest.length) {
        const other = shown.length ? "other rule" : "rule";
        parts.push(this.folded(`level ${fit.level}`, `${counted(rest.length, other)}`, this.lines(rest)));
      }
      return make("li", { "data-level": fit.level, "data-verdict": fit.verdict }, ...parts);
    }

    title(level) {
      return make("strong", { dir: "auto" }, titleOf(this.data, level));
    }

    preferences(fit) {
      const met = fit.preferences.filter((reason) => reason.verdict === MET).length;
      const of = counted(fit.preferences.length, "preference");
      const lines = this.list(fit.preferences.map((reason) => this.reason(reason)));
      return this.folded(`preferences ${fit.level}`, `${met} of ${of} met; they rank and never exclude`, lines);
    }

    why(found, anew) {
      const asked = found.next_questions.map((asking) => this.asking(asking, found));
      const heading = anew ? "h4" : "h3";
      return [
        anew ? make("h3", {}, "If the client were placed anew today") : null,
        found.minimum_level && found.status !== "placed"
          ? make("p", {}, "At least ", this.title(found.minimum_level), " is needed.")
          : null,
        found.exact
          ? null
          : paragraph("The rules are so entangled that more levels may be named here than can be, and more asked than needed.", "warning"),
        asked.length ? make(heading, {}, "What to ask, the best first") : null,
        asked.length ? make("ol", { class: "asking" }, ...asked.slice(0, FEW)) : null,
        asked.length > FEW
          ? this.folded("asking", `${counted(asked.length - FEW, "more question")}`, make("ol", { class: "asking", start: FEW + 1 }, ...asked.slice(FEW)))
          : null,
        make(heading, {}, "Why, level by level"),
        paragraph("From the least intensive up. The first level that fits is the place.", "note"),
        make("ul", { class: "levels" }, ...found.levels.map((fit) => this.level(fit, found))),
      ].filter((each) => each !== null);
    }

    /** A question, and what its answers settle where they settle something. */
    asking({ fact: name, answers }, found) {
      const before = found.possible_levels.length + (found.none_possible ? 1 : 0);
      const isOpen = ({ possible_levels: left }) => left.length > 1 && (left.length === before || left.length > 2);
      const short = (level) => (level === null ? "no level" : titleOf(this.data, level));
      const left = (each) => (isOpen(each) ? "still open" : listed(each.possible_levels.map(short), "or"));
      const said = answers.map((each) => `${capital(each.answer)}: ${left(each)}.`).join(" ");
      const tells = answers.some((each) => !isOpen(each));
      return make("li", { "data-question": name }, this.link(name), tells ? paragraph(said, "note") : null);
    }

    onward(ahead) {
      const urgent = (move) => move.kind === "step up" && move.verdict === MET;
      const turn = (move) => (urgent(move) ? -1 : TURN.indexOf(move.verdict));
      const moves = [...ahead.transitions].sort((one, other) => turn(one) - turn(other));
      const ends = ahead.discharges.filter((move) => move.reason !== null);
      const ways = [...moves, ...ends].map((move, place) => this.move(move, place));
      return [
        make("h3", {}, "Where the client can go from ", make("span", { dir: "auto" }, titleOf(this.data, ahead.level))),
        ahead.review ? paragraph(reviewInWords(ahead.review)) : null,
        ahead.flapping
          ? paragraph("A step up and a step down are both open: for this client the rules contradict each other. A clinician has to decide, and whoever keeps the pathway file should know.", "warning")
          : null,
        ahead.transitions.length ? null : paragraph("No way leads from here to another level."),
        ways.length ? make("ul", { class: "levels" }, ...ways) : null,
        ...this.ends(ahead),
      ].filter((each) => each !== null);
    }

    move(move, place) {
      const way = WAYS[move.kind] || `${capital(move.kind)} to`;
      const parts = [make("p", { class: "level-said" }, `${way} `, this.title(move.to), ": ", signOf(move.verdict, moveInShort(move)))];
      if (move.reason) parts.push(...this.conditions(move, place));
      parts.push(...this.opening(move).map((inside) => make("p", { class: "opening" }, ...inside)));
      if (move.fit && (move.verdict !== NOT_MET || isNear(move))) parts.push(...this.taken(move));
      return make("li", { "data-move": move.to, "data-verdict": move.verdict }, ...parts);
    }

    conditions({ reason, to }, place) {
      const isList = reason.operator === "and";
      const parts = isList ? reason.operands : [{ ...reason, basis: null }];
      const shown = parts.filter((part) => reason.verdict === MET || part.verdict !== MET);
      const rest = parts.filter((part) => !shown.includes(part));
      const line = (part) => this.reason(part);
      return [
        shown.length ? this.list(shown.map(line)) : null,
        rest.length
          ? this.folded(`move ${place} ${to}`, `${counted(rest.length, "other condition is", "other conditions are")} met`, this.list(rest.map(line)))
          : null,
        reason.basis ? make("p", { class: "opening" }, this.basis(reason.basis)) : null,
      ].filter((each) => each !== null);
    }

    /** What would open a move. */
    opening(move) {
      const lines = [];
      if (move.time_until_met) lines.push([`It opens ${opensWhen(move.time_until_met)}.`]);
      for (const change of move.counterfactuals) {
        const how = opensHow(this.data, change);
        if (change.missing) lines.push([this.link(change.fact), ` It opens ${how}.`]);
        else lines.push([`${capital(recordedOf(this.data, change))}; it opens ${how}.`]);
      }
      return lines;
    }

    taken(move) {
      if (move.fit.verdict === MET) return [paragraph("That level would take the client.", "opening")];
      const said = move.fit.verdict === NOT_MET
        ? "That level would not take the client:"
        : "Whether that level would take the client is not clear yet:";
      const decide = move.fit.reasons.filter((reason) => reason.verdict === move.fit.verdict);
      return [paragraph(said, "opening"), this.few(`taken ${move.to}`, decide)];
    }

    ends(ahead) {
      const outcomes = ahead.discharges
        .filter((move) => move.reason === null)
        .map((move) => this.data.outcomes.find((each) => each.id === move.to));
      const titles = (completes) =>
        outcomes.filter((each) => each.completes === completes).map((each) => each.title);
      const line = (how, names) =>
        names.length ? paragraph(`Care can end ${how}: ${listed(names, "or")}.`) : null;
      return [line("as planned", titles(true)), line("otherwise", titles(false))];
    }
  }

  // -- Reading the form --------------------------------------------------------------------------

  /** The number that somebody wrote; null for nothing, NaN for no number. */
  function written(text, unit) {
    const bare = text.trim().replace(/\s+/g, " ").toLowerCase();
    const end = (unit || "").toLowerCase();
    const digits = end && bare.endsWith(end) ? bare.slice(0, -end.length).trim() : bare;
    if (!bare) return null;
    return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(digits) ? Number(digits.replace(",", ".")) : NaN;
  }

  class Form {
    constructor(root) {
      this.form = root.querySelector("form");
      this.data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
      this.line = root.querySelector(".readiness-line");
      this.reasons = root.querySelector(".readiness-reasons");
      this.inCare = [...root.querySelectorAll("[data-in-care]")];
      this.fields = new Map(
        [...root.querySelectorAll("[data-name]")].map((field) => [field.dataset.name, field]),
      );
      this.known = new Map([...this.data.facts, ...this.data.clocks].map((fact) => [fact.id, fact]));
      this.open = new Set();
      this.later = 0;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", () => this.show());
      this.form.addEventListener("input", (event) => {
        clearTimeout(this.later);
        if (event.target.type === "text") this.later = setTimeout(() => this.show(), 400);
      });
      root.querySelector(".readiness-clear").addEventListener("click", () => this.clear());
      root.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-asks]");
        if (!link) return;
        // Nobody else moves the page or the focus: this goes to the answer, not only to the question.
        event.preventDefault();
        event.stopPropagation();
        this.focus(link.dataset.asks);
      });
      // Whoever comes back to the page, by whatever way, finds an empty form.
      addEventListener("pageshow", (event) => event.persisted && this.clear());
      this.form.reset();
      this.show();
    }

    clear() {
      clearTimeout(this.later);
      this.form.reset();
      this.open.clear();
      this.show();
      const first = this.form.querySelector("input:checked");
      if (document.activeElement && document.activeElement !== document.body && first) first.focus();
    }

    focus(name) {
      const field = this.fields.get(name);
      const input = field.querySelector("input:checked") || field.querySelector("input");
      input.focus({ preventScroll: true });
      field.scrollIntoView({ block: "center" });
    }

    chosen(name) {
      const field = this.fields.get(name);
      const input = field && field.querySelector("input:checked");
      return input && input.value !== NOT_KNOWN ? Number(input.value) : null;
    }

    /** What the form says of a client, and what is wrong with numbers in it, by name. */
    client() {
      const { data, fields } = this;
      const wrong = new Map();
      const client = { facts: {}, completed: {}, level: "", days_in_level: null, days_in_care: null };
      const level = this.chosen("level");
      if (level !== null) client.level = data.levels[level].id;
      for (const each of data.levels) {
        const done = this.chosen(`completed ${each.id}`);
        if (done !== null) client.completed[each.id] = done === 1;
      }
      for (const fact of data.facts) {
        if (!fields.has(fact.id)) continue;
        const value = fact.kind === "number" ? this.number(fact, wrong) : this.chosen(fact.id);
        if (value === null) continue;
        if (fact.kind === "number") client.facts[fact.id] = value;
        else client.facts[fact.id] = fact.kind === "yes_no" ? value === 1 : fact.options[value];
      }
      for (const clock of data.clocks) if (fields.has(clock.id)) client[clock.id] = this.number(clock, wrong);
      const { days_in_level: here, days_in_care: care } = client;
      if (here !== null && care !== null && care < here) {
        client.days_in_care = null;
        wrong.set("days_in_care", "nobody is longer at a level than in care");
      }
      return { client, wrong };
    }

    number(fact, wrong) {
      const value = written(this.fields.get(fact.id).querySelector("input").value, fact.unit);
      if (value === null || allows(fact, value)) return value;
      wrong.set(fact.id, fact.must);
      return null;
    }

    show() {
      clearTimeout(this.later);
      const { data } = this;
      const { client, wrong } = this.client();
      this.complain(wrong);
      for (const part of this.inCare) part.hidden = !client.level;
      const found = placement(data, client);
      const ahead = client.level ? onward(data, client) : null;
      const shown = new Shown(data, this.fields, this.open);
      this.say(headlines(data, found, ahead), toAsk(found, ahead)[0], shown);
      const moves = ahead ? shown.onward(ahead) : [];
      this.reasons.replaceChildren(...moves, ...shown.why(found, ahead !== null));
    }

    /** Say the answer, once: what is said already is not read out again. */
    say([first, second], next, shown) {
      const said = [first, second, next].join("\n");
      if (this.said === said) return;
      this.said = said;
      const ask = next ? ["Ask next: ", shown.link(next)] : [];
      this.line.replaceChildren(
        make("p", { class: "answer", dir: "auto" }, first, ...(second ? [" ", make("span", {}, second)] : [])),
        ...(ask.length ? [make("p", { class: "next" }, ...ask)] : []),
      );
    }

    complain(wrong) {
      for (const [name, field] of this.fields) {
        const place = field.querySelector(".wrong");
        if (!place) continue;
        const input = field.querySelector("input");
        const why = wrong.get(name);
        const said = why ? `${capital(why)}. Until then it counts as not known.` : "";
        if (place.textContent !== said) place.textContent = said;
        if (why) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  }

  if (typeof document !== "undefined") {
    for (const root of document.querySelectorAll(".readiness")) {
      if (root.querySelector("form")) new Form(root);
    }
  }

  return Object.freeze({ headlines, toAsk, written });
})();
