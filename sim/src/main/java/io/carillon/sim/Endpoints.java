package io.carillon.sim;

import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The callers' webhooks: what they were told, in which order, and what they answered.
final class Endpoints {
  static final String CALM = "https://calm.example/hook";
  static final String DEAF = "https://deaf.example:8443/hook?a=b";
  static final String DEAD = "http://dead.example/hook";
  static final String FORBIDDEN = "http://forbidden.example/";
  private static final int FAILURES_THAT_FREE = 3;
  private static final Duration PAUSE_LEAST = Duration.ofSeconds(5);

  private final World world;
  private final Map<Chain, TreeMap<Integer, Tale>> tales = new LinkedHashMap<>();

  Endpoints(World world) {
    this.world = world;
  }

  /// What is told in order.
  record Chain(MessageId message, String destination) {
    static Chain of(Notice notice) {
      return new Chain(notice.message(), notice.destination());
    }
  }

  /// What one endpoint heard of one notice.
  static final class Tale {
    final Notice notice;
    int failed;
    boolean told;
    boolean refused;
    boolean tried;
    @Nullable Life inCall;
    @Nullable Failure last;

    Tale(Notice notice) {
      this.notice = notice;
    }

    boolean letsPass() {
      return told || refused || failed >= FAILURES_THAT_FREE;
    }
  }

  /// A try that failed, and how long it is to be left alone after it.
  record Failure(Life life, long ticks, Duration pause) {}

  /// A notice is owed from now on.
  void owed(Notice notice) {
    tales
        .computeIfAbsent(Chain.of(notice), _ -> new TreeMap<>())
        .put(notice.sequence(), new Tale(notice));
  }

  /// Whether somebody has heard of it.
  boolean wasTold(Notice notice) {
    var tale = tales.getOrDefault(Chain.of(notice), new TreeMap<>()).get(notice.sequence());
    return tale != null && tale.told;
  }

  Telling tell(Notice notice) {
    world.wait("tell");
    var life = world.life();
    var tale = checked(notice, life);
    tale.tried = true;
    tale.inCall = life;
    var telling = decide(notice);
    world.story.tell(() ->
        "notice "
            + World.name(notice.message())
            + " "
            + notice.sequence()
            + " "
            + notice.change().status()
            + " to "
            + notice.destination()
            + ": "
            + telling);
    switch (telling) {
      case Telling.Told _ -> tale.told = true;
      case Telling.NotNow _ -> tale.failed++;
      case Telling.GivenUp _, Telling.Gone _ -> tale.refused = true;
    }
    if (world.temper.has(Trouble.DEAF_ENDPOINTS) && world.chance.percent(15)) {
      var gate = life.tasks.gate();
      world.outside.later("slow endpoint", world.chance.millis(1, 15_000), gate::open);
      pass(gate);
    }
    world.wait("told");
    tale.inCall = null;
    if (isSure() && telling instanceof Telling.NotNow(_, _, var pause)) {
      var least = pause.orElse(PAUSE_LEAST);
      tale.last = new Failure(life, world.clock.ticks(), least);
    }
    return telling;
  }

  private static void pass(Tasks.Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Which messages a process knows from their beginning is told from the wall clock: where that
  /// went back, the order of notices is not promised.
  private Tale checked(Notice notice, Life life) {
    var chain = tales.get(Chain.of(notice));
    var tale = chain == null ? null : chain.get(notice.sequence());
    if (chain == null || tale == null) {
      throw new AssertionError("told what is not owed: " + notice);
    }
    if (tale.inCall == life) {
      throw new AssertionError("told twice at the same time: " + notice);
    }
    rested(tale, life);
    var kept = world.promises.kept(notice);
    if (kept.telling().progress() != Notice.Progress.OPEN) {
      throw new AssertionError("told again after that was written: " + kept);
    }
    for (var older : chain.headMap(notice.sequence()).values()) {
      if (!letsPass(older) && !world.wentBack) {
        throw new AssertionError("told before an older one: " + notice + " before " + older.notice);
      }
    }
    for (var newer : chain.tailMap(notice.sequence(), false).values()) {
      if (newer.tried && tale.failed < FAILURES_THAT_FREE && !world.wentBack) {
        throw new AssertionError("told again after a newer one: " + notice);
      }
    }
    return tale;
  }

  /// Whether those behind it may be told: it was, or failed thrice, or was too old for a dead
  /// endpoint and ended without a try.
  private boolean letsPass(Tale tale) {
    return tale.letsPass()
        || world.promises.kept(tale.notice).telling().progress() != Notice.Progress.OPEN;
  }

  /// Whether the pause after a failure is promised: a broken store does not keep that it failed,
  /// and a clock that jumps ahead ends the pause.
  private boolean isSure() {
    return !world.temper.has(Trouble.BROKEN_STORE) && !world.temper.has(Trouble.CLOCK_JUMPS);
  }

  /// One process leaves an endpoint that failed alone for a while; a crash may forget the try.
  private void rested(Tale tale, Life life) {
    var last = tale.last;
    if (last != null
        && last.life() == life
        && world.clock.ticks() - last.ticks() < last.pause().toNanos()) {
      throw new AssertionError("tried again without a pause: " + tale.notice);
    }
  }

  private Telling decide(Notice notice) {
    var chance = world.chance;
    return switch (notice.destination()) {
      case DEAD -> new Telling.NotNow(0, "no answer", Optional.empty());
      case FORBIDDEN -> new Telling.Gone("refused by the address guard");
      case DEAF -> {
        if (!world.temper.has(Trouble.DEAF_ENDPOINTS) || chance.percent(40)) {
          yield new Telling.Told(204);
        }
        var pause =
            chance.percent(20)
                ? Optional.of(Duration.ofSeconds(chance.between(1, 200)))
                : Optional.<Duration>empty();
        yield new Telling.NotNow(chance.percent(50) ? 503 : 0, "try later", pause);
      }
      default -> new Telling.Told(200);
    };
  }
}
