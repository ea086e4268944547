package io.carillon.sim;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Revoked;
import io.carillon.sim.FarEnd.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Those who are written to: they leave a sender or stop it while messages to them wait, let it
/// come again, ask for help, and say what is none of this; and machines that answer answers.
final class People {
  private static final List<String> WORDS =
      List.of("STOP", "stop!", "Unsubscribe", "START", "start", "HELP", "yes", "thank you");
  private static final List<String> CERTAIN = List.of("STOP", "stop!", "Unsubscribe", "START");

  private final World world;
  private final Map<Line, Integer> kept = new HashMap<>();
  private int asked;

  People(World world) {
    this.world = world;
  }

  private record Line(AccountId account, Address person, Address sender) {}

  /// They begin to speak.
  void begin() {
    if (world.temper.answers) {
      for (int i = world.chance.between(1, 6); i > 0; i--) {
        world.outside.later("a person asks", world.chance.millis(0, 20_000), this::ask);
      }
    }
    world.letters.begin();
    if (!world.temper.has(Trouble.OPT_OUTS)) {
      return;
    }
    for (int i = world.chance.between(1, 6); i > 0; i--) {
      world.outside.later("a person writes", world.chance.millis(0, 20_000), this::speak);
    }
  }

  private void speak() {
    var chance = world.chance;
    var person = chance.of(Callers.RECIPIENTS);
    var sender = chance.of(Callers.SENDERS);
    if (chance.percent(20)) {
      leave(person, sender);
      return;
    }
    say(person, sender, chance.percent(60) ? "STOP" : chance.of(WORDS), Duration.ZERO);
    if (chance.percent(40)) {
      say(person, sender, "START", chance.millis(0, 5_000));
    }
  }

  private void ask() {
    var chance = world.chance;
    say(chance.of(Callers.RECIPIENTS), chance.of(Callers.SENDERS), next(), Duration.ZERO);
  }

  private String next() {
    return world.chance.of(List.of("yes", "thank you", "hello", "question " + ++asked));
  }

  /// A person's far end took a message: where a rule sent it, a machine there may answer it.
  void hears(Message message) {
    if (Rules.isAnswer(message) && world.chance.percent(80)) {
      var parties = message.parties();
      var words = world.chance.percent(20) ? message.content().words() : next();
      say(parties.to(), parties.from(), words, world.chance.millis(0, 3_000));
    }
  }

  private void leave(Address person, Address sender) {
    var farEnd = world.chance.of(world.farEnds);
    farEnd.owe(Duration.ZERO, new Told(new Revoked(farEnd.channel(), person, sender), null));
  }

  private void say(Address person, Address sender, String words, Duration pause) {
    var farEnd = world.chance.of(world.farEnds);
    farEnd.bringing.owe(
        pause, new Arrived(farEnd.channel(), person, sender, new Content.Text(words)));
  }

  /// A message from a person was said to be kept: what it stops or starts must be written by then.
  void kept(Arrived arrived) {
    if (CERTAIN.contains(arrived.content().words())) {
      kept(new Line(Callers.ACCOUNTS.getFirst().id(), arrived.from(), arrived.to()));
    }
  }

  /// That a person left was said to be kept: it is written for each owner of the sender by then.
  void kept(Revoked revoked) {
    for (var owner : Callers.ACCOUNTS) {
      kept(new Line(owner.id(), revoked.person(), revoked.sender()));
    }
  }

  private void kept(Line line) {
    int spoken = kept.merge(line, 1, Integer::sum);
    int written = world.promises.stops.words(line.account(), line.person(), line.sender());
    if (written < spoken) {
      throw new AssertionError("what a person said was said to be kept, and is nowhere");
    }
  }
}
