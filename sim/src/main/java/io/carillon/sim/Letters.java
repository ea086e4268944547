package io.carillon.sim;

import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What persons write for its own sake, whole and in parts, some of them the same words twice; and
/// what must have become of it: what was written once is one message, not two, and none is lost.
final class Letters {
  private static final Script GSM = new Script("GSM7", 0, 0);

  /// A sender that no account has: what is written to it is kept as a stray.
  private static final Address NOBODYS = Address.phone("+13039990000");

  private static final Pattern MARK = Pattern.compile("<\\d+\\.\\d+>");

  private final World world;
  private int written;

  Letters(World world) {
    this.world = world;
  }

  /// They begin to write.
  void begin() {
    for (int i = world.temper.letters; i > 0; i--) {
      world.outside.later("a person writes", world.chance.millis(0, 22_000), this::write);
    }
  }

  private void write() {
    var chance = world.chance;
    var farEnd = chance.of(world.farEnds);
    var person = chance.of(Callers.RECIPIENTS);
    var sender = chance.percent(15) ? NOBODYS : chance.of(Callers.SENDERS);
    var number = ++written;
    if (chance.percent(30)) {
      int parts = chance.between(2, 3);
      for (int part = 1; part <= parts; part++) {
        var which = new Part(Scheme.NARROW, number, parts, part, GSM);
        owe(farEnd, chance.millis(0, 3_000), part(farEnd, person, sender, which));
      }
      return;
    }
    var words = new Content.Text("<" + number + ".1>");
    var letter = new Arrived(farEnd.channel(), person, sender, words);
    owe(farEnd, Duration.ZERO, letter);
    if (chance.percent(30)) {
      owe(farEnd, chance.millis(0, 10_000), letter);
    }
  }

  private static void owe(FarEnd farEnd, Duration pause, Arrived arrived) {
    farEnd.bringing.owe(pause, arrived);
  }

  private static Arrived part(FarEnd farEnd, Address person, Address sender, Part part) {
    var octets = Gsm.encode("<" + part.reference() + "." + part.number() + ">").toBytes();
    return new Arrived(
        farEnd.channel(),
        person,
        sender,
        new Content.Binary(new Payload(octets), Optional.empty()),
        new Manner(part, List.of(), Delivery.NONE));
  }

  /// What was written, for people.
  static String words(Arrived arrived) {
    return arrived.content() instanceof Content.Binary(var data, _)
        ? Gsm.decode(Octets.owning(data.octets()))
        : arrived.content().words();
  }

  /// How many they wrote, each part for itself.
  int count() {
    return (int) all().count();
  }

  /// How often some of them were brought again.
  int repeats() {
    return all().mapToInt(letter -> letter.tries - 1).sum();
  }

  private Stream<Letter> all() {
    return world.farEnds.stream().flatMap(farEnd -> farEnd.bringing.letters.stream());
  }

  private record Same(String carrier, Address person, Address sender, String words) {}

  /// What is said to have been written, and what came of it.
  private static final class Count {
    int letters;
    int unsure;
    int messages;
    boolean isUnderstood;
  }

  void judge() {
    var counts = new HashMap<Same, Count>();
    for (var farEnd : world.farEnds) {
      for (var letter : farEnd.bringing.letters) {
        check(letter.heard, "what a person wrote was never taken", letter);
        var count = of(counts, farEnd.name(), letter.arrived);
        count.letters++;
        count.unsure += letter.isUnsure ? 1 : 0;
      }
    }
    for (var course : world.promises.courses.values()) {
      var message = course.latest();
      if (message.parties().direction() == Direction.INBOUND) {
        count(counts, message);
      }
    }
    for (var stray : world.disk.truth().fragments().strays(Optional.empty(), 5_000)) {
      count(counts, stray.carrier(), stray.arrived());
    }
    counts.forEach(Letters::judge);
  }

  private static Count of(Map<Same, Count> counts, String carrier, Arrived arrived) {
    var same = new Same(carrier, arrived.from(), arrived.to(), words(arrived));
    return counts.computeIfAbsent(same, _ -> new Count());
  }

  private void count(Map<Same, Count> counts, Message message) {
    var parties = message.parties();
    var arrived = new Arrived(parties.channel(), parties.from(), parties.to(), message.content());
    boolean isUnderstood = world.promises.understood.contains(message.id());
    for (var count : count(counts, message.state().facts().carrier(), arrived)) {
      count.isUnderstood |= isUnderstood;
    }
  }

  /// A text is the marks of its parts.
  private static List<Count> count(Map<Same, Count> counts, String carrier, Arrived arrived) {
    var words = arrived.content().words();
    var marks = MARK.matcher(words).results().map(mark -> mark.group()).toList();
    var met = new ArrayList<Count>();
    for (var one : words.startsWith("<") && !marks.isEmpty() ? marks : List.of(words)) {
      var count = counts.get(new Same(carrier, arrived.from(), arrived.to(), one));
      check(count != null, "nobody wrote this", arrived);
      if (count != null) {
        count.messages++;
        met.add(count);
      }
    }
    return met;
  }

  /// What is understood as a stop or a start is told as often as it is brought; else one loss of an
  /// answer excuses one repeat.
  private static void judge(Same same, Count count) {
    int least = Math.max(1, count.letters - count.unsure);
    check(
        count.messages >= least,
        "written %d times, and only %d messages".formatted(count.letters, count.messages),
        same);
    check(
        count.messages <= count.letters || count.isUnderstood,
        "written %d times, and %d messages".formatted(count.letters, count.messages),
        same);
  }

  private static void check(boolean holds, String broken, Object about) {
    if (!holds) {
      throw new AssertionError(broken + ": " + about);
    }
  }
}
