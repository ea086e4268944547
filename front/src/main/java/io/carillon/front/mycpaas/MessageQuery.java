package io.carillon.front.mycpaas;

import io.carillon.front.form.Plus;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Status;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Times;
import io.carillon.wire.http.Parameters;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which messages a list asks for: `To`, `From`, `Status`, and `DateSent` with `<` or `>` behind
/// its name. All that is asked for must hold.
final class MessageQuery {
  private static final Set<Direction> ANY_DIRECTION = Set.of();

  private final Parameters query;

  private MessageQuery(Parameters query) {
    this.query = query;
  }

  /// What a query turned out to ask for.
  sealed interface Read {
    /// What passes this.
    record Asked(Filter filter) implements Read {}

    /// What no message of ours can be.
    record Nothing() implements Read {}

    /// Nothing that can be looked for.
    record Refused(Denial denial) implements Read {}
  }

  static Read read(AccountId account, Parameters query, Surface surface) {
    return new MessageQuery(query).read(account, surface);
  }

  private Read read(AccountId account, Surface surface) {
    var word = query.first("Status").filter(text -> !text.isBlank());
    var wanted =
        word.isEmpty()
            ? Optional.of(Set.<Status>of())
            : MycpaasMapping.statuses(word.get(), surface);
    if (wanted.isEmpty()) {
      return refused("'Status' is no status of a message.");
    }
    var to = end("To");
    var from = end("From");
    var sent = sent();
    if (sent.isEmpty()) {
      return refused("'DateSent' must be a date such as 2024-01-31, or an ISO 8601 time.");
    }
    var channels = new HashSet<>(to.channels());
    channels.retainAll(from.channels());
    boolean noStatus = word.isPresent() && wanted.get().isEmpty();
    if (channels.isEmpty() || noStatus) {
      return new Read.Nothing();
    }
    return new Read.Asked(
        Filter.of(account)
            .with(new Kinds(ANY_DIRECTION, channels, wanted.get()))
            .with(new Ends(from.match(), to.match()))
            .with(new Times(Period.ANY, sent.get())));
  }

  private static Read refused(String words) {
    return new Read.Refused(Denial.of(Code.BAD_REQUEST, words));
  }

  private record End(Set<Channel> channels, Match match) {}

  /// A plus that was not escaped comes as a space, with which no address begins.
  private End end(String name) {
    var text = query.first(name).orElse("");
    if (text.isBlank()) {
      return new End(EnumSet.allOf(Channel.class), Match.ANY);
    }
    var party = Party.read(Plus.mended(text));
    return party
        .map(one -> new End(channels(one.channel()), Match.whole(one.value())))
        .orElseGet(() -> new End(Set.of(), Match.ANY));
  }

  private static Set<Channel> channels(Channel channel) {
    return channel == Channel.SMS ? EnumSet.of(Channel.SMS, Channel.MMS) : EnumSet.of(channel);
  }

  private Optional<Period> sent() {
    var sent = Period.ANY;
    for (var compare : Moments.Compare.values()) {
      var text = query.first("DateSent" + compare.sign()).filter(value -> !value.isBlank());
      if (text.isPresent()) {
        var period = Moments.period(compare, text.get());
        if (period.isEmpty()) {
          return Optional.empty();
        }
        sent = Moments.both(sent, period.get());
      }
    }
    return Optional.of(sent);
  }
}
