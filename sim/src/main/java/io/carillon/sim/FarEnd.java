package io.carillon.sim;

import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.MessageId;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.port.Carrier.Answer;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Reports;
import io.carillon.testkit.FakeCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message centre behind one carrier. It outlives our crashes: what it took it keeps, and what it
/// has to tell it tells until somebody keeps it.
final class FarEnd {
  private static final Duration NO_ANSWER = Duration.ofSeconds(5);

  final List<Taking> takings = new ArrayList<>();
  final List<Told> told = new ArrayList<>();
  private final World world;
  private final String name;
  private final Channel channel;
  private final List<Exchange> exchanges = new ArrayList<>();
  final Bringing bringing;
  private @Nullable FakeCarrier line;
  private boolean started;
  private int named;

  FarEnd(World world, String name, Channel channel) {
    this.world = world;
    this.name = name;
    this.channel = channel;
    bringing = new Bringing(world, this);
  }

  /// A part that it has taken responsibility for.
  record Taking(String farId, Part part) {
    MessageId message() {
      return part.message().id();
    }
  }

  /// Something it has to tell, and whether somebody keeps it.
  static final class Told {
    final Report report;
    final @Nullable Taking taking;
    boolean tried;
    boolean kept;

    Told(Report report, @Nullable Taking taking) {
      this.report = report;
      this.taking = taking;
    }
  }

  /// One exchange, from our send on.
  private static final class Exchange {
    final FakeCarrier line;
    final Part part;
    boolean lost;
    boolean arrived;
    boolean answered;
    @Nullable Outcome outcome;

    Exchange(FakeCarrier line, Part part) {
      this.line = line;
      this.part = part;
    }
  }

  String name() {
    return name;
  }

  Channel channel() {
    return channel;
  }

  /// A new process connects: its end of the line.
  FakeCarrier connect() {
    var next = new FakeCarrier(name, channel, world.temper.window);
    next.onSend(part -> sent(next, part));
    next.up(false);
    line = next;
    started = false;
    bringing.connect(next);
    return next;
  }

  /// The process lets reports in.
  void start(Reports reports, Runnable room) {
    var now = Objects.requireNonNull(line);
    now.start(reports, () -> world.atOnce(room));
    started = true;
    world.outside.later("link up", world.chance.millis(0, 500), () -> up(now));
    if (world.temper.has(Trouble.LOST_LINKS)) {
      breakLater(now);
    }
  }

  /// The process is gone.
  void disconnect() {
    line = null;
    started = false;
    bringing.disconnect();
  }

  private void up(FakeCarrier which) {
    if (line == which) {
      world.story.tell(() -> name + ": link up");
      bringing.up();
      which.up(true);
    }
  }

  private void breakLater(FakeCarrier which) {
    world.outside.later(
        "link breaks",
        world.chance.millis(50, 15_000),
        () -> {
          if (line == which && world.temper.has(Trouble.LOST_LINKS)) {
            breakLater(which);
            bringing.cut();
            cut(which);
            world.outside.later("link up", world.chance.millis(10, 20_000), () -> up(which));
          }
        });
  }

  /// The line goes: what had not left is not sent, of all else nobody knows.
  private void cut(FakeCarrier which) {
    world.story.tell(() -> name + ": link down");
    which.up(false);
    var answers = new ArrayList<Answer>();
    for (var exchange : List.copyOf(exchanges)) {
      if (exchange.line == which) {
        exchange.lost = !exchange.arrived && world.chance.percent(60);
        boolean never = exchange.lost && world.chance.percent(50);
        var outcome = never ? new Outcome.NotSent("no link") : new Outcome.Unknown("the link went");
        answers.add(close(exchange, outcome));
      }
    }
    answer(which, answers);
  }

  /// The process says good-bye.
  void close() {
    bringing.unbound();
    cut(Objects.requireNonNull(line));
  }

  void heal() {
    var now = line;
    if (now != null) {
      world.outside.later("link up", Duration.ofMillis(1), () -> up(now));
    }
  }

  private void sent(FakeCarrier from, Part part) {
    world.cross("send");
    world.story.tell(() -> name + ": sent " + World.name(part));
    world.promises.sent(this, part);
    var exchange = new Exchange(from, part);
    exchanges.add(exchange);
    world.outside.later("arrive", world.chance.millis(0, 60), () -> arrive(exchange));
  }

  private void arrive(Exchange exchange) {
    if (exchange.lost) {
      return;
    }
    exchange.arrived = true;
    var outcome = decide(exchange.part);
    if (world.temper.has(Trouble.NO_ANSWERS) && world.chance.percent(20)) {
      world.outside.later(
          "no answer", NO_ANSWER, () -> answer(exchange, new Outcome.Unknown("no answer in time")));
      return;
    }
    exchange.outcome = outcome;
    int most = world.temper.has(Trouble.SLOW_ANSWERS) ? 4_500 : 80;
    world.outside.later("answer", world.chance.millis(0, most), () -> answer(exchange, outcome));
  }

  private Outcome decide(Part part) {
    var temper = world.temper;
    var chance = world.chance;
    if (temper.has(Trouble.REFUSALS) && chance.percent(20)) {
      return new Outcome.NotTaken(Fault.REJECTED, "0x0b");
    }
    if (temper.has(Trouble.OPT_OUTS) && chance.percent(2)) {
      return new Outcome.NotTaken(Fault.OPTED_OUT, "0x0b");
    }
    if (temper.has(Trouble.BUSY) && chance.percent(30)) {
      return new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14");
    }
    if (temper.has(Trouble.THROTTLING) && chance.percent(30)) {
      return new Outcome.NotTaken(Fault.THROTTLED, "0x58");
    }
    var taking = new Taking(name + "-" + ++named, part);
    world.story.tell(() -> name + ": took " + World.name(part) + " as " + taking.farId());
    world.promises.taken(this, taking);
    takings.add(taking);
    world.people.hears(part.message());
    if (part.message().terms().wantsReceipt()) {
      new Verdicts(world, this).plan(taking);
    }
    return new Outcome.Taken(taking.farId());
  }

  /// Answers one exchange, at times together with others that are decided.
  private void answer(Exchange exchange, Outcome outcome) {
    if (exchange.answered || exchange.line != line) {
      return;
    }
    var answers = new ArrayList<Answer>();
    answers.add(close(exchange, outcome));
    if (world.chance.percent(40)) {
      for (var other : List.copyOf(exchanges)) {
        if (other.line == line && other.outcome != null) {
          answers.add(close(other, other.outcome));
        }
      }
    }
    answer(exchange.line, answers);
  }

  private Answer close(Exchange exchange, Outcome outcome) {
    exchange.answered = true;
    exchanges.remove(exchange);
    world.story.tell(() -> name + ": answers " + World.name(exchange.part) + " " + outcome);
    return new Answer(exchange.part, outcome);
  }

  private void answer(FakeCarrier which, List<Answer> answers) {
    if (!answers.isEmpty()) {
      world.cross("answered");
      world.atOnce(() -> which.answer(answers));
    }
  }

  /// Has something to tell after a pause.
  void owe(Duration pause, Told news) {
    told.add(news);
    world.outside.later("report", pause, () -> tell(news));
  }

  private void tell(Told news) {
    if (news.kept) {
      return;
    }
    world.outside.later("report again", world.chance.millis(1_000, 4_000), () -> tell(news));
    var now = line;
    if (now == null || !isHeard()) {
      return;
    }
    var batch = new ArrayList<Told>();
    batch.add(news);
    news.tried = true;
    batch.addAll(beside(news));
    var asked = world.promises.asked();
    world.cross("report");
    world.story.tell(() -> name + ": reports " + World.names(batch));
    world.atOnce(() ->
        now.report(
            batch.stream().map(one -> one.report).toList(),
            synced -> {
              asked.answered();
              world.story.tell(() -> name + ": reports kept " + synced + " " + World.names(batch));
              if (synced) {
                batch.forEach(one -> world.promises.kept(this, one));
              }
            }));
  }

  /// Whether what it tells comes in.
  boolean isHeard() {
    var now = line;
    return now != null && started && now.state().up() > 0;
  }

  /// What it has told before, and tells again together with something else.
  List<Told> beside(@Nullable Told news) {
    return told.stream()
        .filter(other -> other != news && other.tried && !other.kept)
        .limit(2)
        .toList();
  }

  /// Whether receipts bear our reference here.
  boolean echoes() {
    return switch (world.temper.echo) {
      case ALWAYS -> true;
      case SOMETIMES -> world.chance.percent(50);
      case NEVER -> false;
    };
  }

  /// The receipt that tells this of a taking.
  Receipt receipt(Taking taking, Verdict verdict, boolean nameless) {
    var parties = taking.part().message().parties();
    boolean echo = nameless || echoes();
    return new Receipt(
        nameless ? "" : taking.farId(),
        echo ? taking.part().leg().reference() : -1,
        parties.from(),
        parties.to(),
        verdict,
        verdict == Verdict.DELIVERED ? "" : "001",
        "");
  }
}
