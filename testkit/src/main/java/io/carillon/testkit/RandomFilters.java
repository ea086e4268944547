package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Status;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.History.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Filters of any kind, for the messages of [HistoryContract].
final class RandomFilters {
  private static final List<Status> STATUSES =
      List.of(
          Status.QUEUED,
          Status.SENDING,
          Status.SENT,
          Status.DELIVERED,
          Status.FAILED,
          Status.UNDELIVERED,
          Status.EXPIRED,
          Status.READ);

  private RandomFilters() {}

  static Status status(SplittableRandom chance) {
    return STATUSES.get(chance.nextInt(STATUSES.size()));
  }

  static Filter filter(SplittableRandom chance) {
    var filter = Filter.of(chance.nextInt(6) == 0 ? HistoryContract.OTHER : ACCOUNT);
    if (chance.nextInt(3) == 0) {
      filter = filter.with(new Ends(from(chance), to(chance)));
    }
    if (chance.nextInt(3) == 0) {
      var statuses = Set.of(status(chance));
      filter =
          filter.with(
              new Kinds(
                  chance.nextInt(3) == 0 ? Set.of(Direction.INBOUND) : Set.of(),
                  chance.nextInt(3) == 0 ? Set.of(Channel.MMS) : Set.of(),
                  chance.nextBoolean() ? statuses : Set.of()));
    }
    if (chance.nextInt(4) == 0) {
      filter = filter.with(new Times(period(chance), period(chance)));
    }
    if (chance.nextInt(4) == 0) {
      filter = filter.with(words(chance));
    }
    return chance.nextInt(4) == 0 ? filter.withLive(chance.nextBoolean()) : filter;
  }

  private static Match from(SplittableRandom chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> Match.ANY;
      case 1 -> Match.whole("+1415555267" + chance.nextInt(4));
      case 2 -> Match.end("+1415555267" + chance.nextInt(4));
      default -> Match.end("" + chance.nextInt(4));
    };
  }

  private static Match to(SplittableRandom chance) {
    return switch (chance.nextInt(3)) {
      case 0 -> Match.ANY;
      case 1 -> Match.end("" + chance.nextInt(10));
      default -> Match.end("8" + (10 + chance.nextInt(25)));
    };
  }

  private static Words words(SplittableRandom chance) {
    var words = plain(chance);
    return chance.nextInt(6) == 0 ? words.withReply(chance.nextBoolean()) : words;
  }

  private static Words plain(SplittableRandom chance) {
    return new Words(
        chance.nextInt(3) == 0 ? "gr\u00fc" : "",
        chance.nextBoolean() ? "ref_" + chance.nextInt(4) : "",
        chance.nextBoolean() ? Map.of("n", "" + chance.nextInt(4), "team", "t1") : Map.of());
  }

  private static Period period(SplittableRandom chance) {
    var from = START.plusMillis(chance.nextInt(700_000) - 20_000L);
    return new Period(
        chance.nextBoolean() ? Optional.of(from) : Optional.empty(),
        chance.nextBoolean()
            ? Optional.of(from.plusMillis(chance.nextInt(500_000)).plusNanos(chance.nextInt(2_000)))
            : Optional.empty());
  }
}
