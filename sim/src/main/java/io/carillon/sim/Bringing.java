package io.carillon.sim;

import io.carillon.model.Report;
import io.carillon.model.Report.Arrived;
import io.carillon.sim.FarEnd.Told;
import io.carillon.sim.Letter.Bind;
import io.carillon.sim.Letter.Try;
import io.carillon.testkit.FakeCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a far end brings what persons wrote: over one or two binds, once at a time, and again until
/// it hears that it is kept. Our answers travel, and go down with their bind.
final class Bringing {
  private static final int TOGETHER_MAX = 3;

  /// Who had no answer for so long is not sure to get one any more.
  private static final Duration NO_ANSWER = Duration.ofSeconds(20);

  private static final Duration LATE = Duration.ofSeconds(10);

  final List<Letter> letters = new ArrayList<>();
  private final World world;
  private final FarEnd farEnd;
  private final List<Bind> binds = new ArrayList<>();
  private final List<Travelling> travelling = new ArrayList<>();
  private @Nullable FakeCarrier line;

  Bringing(World world, FarEnd farEnd) {
    this.world = world;
    this.farEnd = farEnd;
  }

  /// An answer of ours on its way.
  private record Travelling(Bind bind, List<Letter> letters, List<Try> tries, boolean synced) {}

  /// A new process.
  void connect(FakeCarrier next) {
    line = next;
  }

  /// It binds.
  void up() {
    if (binds.isEmpty()) {
      for (int i = world.chance.percent(40) ? 2 : 1; i > 0; i--) {
        bind();
      }
    }
  }

  private void bind() {
    var bind = new Bind(world.life().nextConnection());
    binds.add(bind);
    world.story.tell(() -> name(bind) + " is bound");
    if (world.temper.has(Trouble.LOST_LINKS)) {
      world.outside.later("bind breaks", world.chance.millis(50, 15_000), () -> breaks(bind));
    }
  }

  private void breaks(Bind bind) {
    if (bind.alive && world.temper.has(Trouble.LOST_LINKS)) {
      end(bind, false);
      world.outside.later(
          "bind again",
          world.chance.millis(0, 3_000),
          () -> {
            if (!binds.isEmpty()) {
              bind();
            }
          });
    }
  }

  /// All binds break.
  void cut() {
    List.copyOf(binds).forEach(bind -> end(bind, false));
  }

  /// Both ends agree that it is over: what was answered before has come.
  void unbound() {
    for (var answer : List.copyOf(travelling)) {
      comes(answer);
    }
    List.copyOf(binds).forEach(bind -> end(bind, true));
  }

  private void end(Bind bind, boolean inOrder) {
    world.story.tell(() -> name(bind) + (inOrder ? " is unbound" : " breaks"));
    lose(bind, !inOrder);
    binds.remove(bind);
    world.cross("ended");
    world.atOnce(() -> Objects.requireNonNull(line).ended(bind.number, inOrder));
  }

  /// The process is gone, and all binds with it.
  void disconnect() {
    binds.forEach(bind -> lose(bind, true));
    binds.clear();
    line = null;
    letters.forEach(letter -> letter.isUnsure |= letter.heard);
  }

  private void lose(Bind bind, boolean broken) {
    bind.alive = false;
    travelling.removeIf(answer -> answer.bind() == bind);
    for (var letter : letters) {
      if (letter.open != null && letter.open.bind() == bind) {
        letter.open = null;
      }
      letter.isUnsure |= broken && letter.last == bind;
    }
  }

  /// It has something to bring after a pause.
  void owe(Duration pause, Arrived arrived) {
    var letter = new Letter(arrived);
    letters.add(letter);
    world.outside.later("letter", pause, () -> bring(letter));
  }

  private void bring(Letter letter) {
    if (letter.heard) {
      return;
    }
    world.outside.later("letter again", world.chance.millis(1_000, 4_000), () -> bring(letter));
    if (binds.isEmpty() || !farEnd.isHeard() || !isFree(letter)) {
      return;
    }
    var batch = new ArrayList<Letter>();
    batch.add(letter);
    for (var other : letters) {
      boolean isOwed = other.tries > 0 && !other.heard && isFree(other);
      if (batch.size() < TOGETHER_MAX && other != letter && isOwed) {
        batch.add(other);
      }
    }
    bring(batch, world.chance.of(binds));
  }

  private boolean isFree(Letter letter) {
    var open = letter.open;
    return open == null || world.clock.ticks() - open.at() > NO_ANSWER.toNanos();
  }

  private void bring(List<Letter> batch, Bind bind) {
    var tries = new ArrayList<Try>();
    for (var letter : batch) {
      var next = new Try(bind, world.clock.ticks());
      letter.open = next;
      letter.tries++;
      tries.add(next);
    }
    var beside = farEnd.beside(null);
    var reports = new ArrayList<Report>();
    batch.forEach(letter -> reports.add(letter.over(bind)));
    beside.forEach(told -> reports.add(told.report));
    var asked = world.promises.asked();
    world.cross("report");
    world.story.tell(() -> name(bind) + " brings " + names(batch) + World.names(beside));
    world.atOnce(() ->
        Objects.requireNonNull(line)
            .report(
                reports,
                synced -> {
                  asked.answered();
                  answered(new Travelling(bind, List.copyOf(batch), tries, synced), beside);
                }));
  }

  private void answered(Travelling answer, List<Told> beside) {
    world.story.tell(() ->
        name(answer.bind()) + " is answered " + answer.synced() + " " + names(answer.letters()));
    if (answer.synced()) {
      answer.letters().forEach(letter -> world.people.kept(letter.arrived));
      beside.forEach(told -> world.promises.kept(farEnd, told));
      if (world.clock.ticks() - answer.tries().getFirst().at() > LATE.toNanos()) {
        answer.letters().forEach(letter -> letter.isUnsure = true);
      }
    }
    if (answer.bind().alive) {
      travelling.add(answer);
      int most = world.temper.has(Trouble.SLOW_ANSWERS) ? 4_500 : 80;
      world.outside.later("answer comes", world.chance.millis(0, most), () -> comes(answer));
    }
  }

  private void comes(Travelling answer) {
    if (!travelling.remove(answer)) {
      return;
    }
    world.story.tell(
        () -> name(answer.bind()) + " hears " + answer.synced() + " " + names(answer.letters()));
    for (int i = 0; i < answer.letters().size(); i++) {
      var letter = answer.letters().get(i);
      if (answer.synced()) {
        letter.heard = true;
        letter.last = answer.bind();
      }
      if (answer.tries().get(i).equals(letter.open)) {
        letter.open = null;
      }
    }
  }

  private String name(Bind bind) {
    return farEnd.name() + " bind " + bind.number;
  }

  private static List<String> names(List<Letter> letters) {
    return letters.stream().map(Letter::toString).toList();
  }
}
