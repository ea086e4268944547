package io.carillon.front.restcomm;

import io.carillon.front.form.Plus;
import io.carillon.front.restcomm.Listing.Read;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.History.Words;
import io.carillon.wire.http.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the query of a list of messages. Names compare with case; an empty value counts as absent,
/// and what is not known is ignored.
final class ListRequests {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int DIGITS_MAX = 9;

  private final Form form;
  private final Parameters query;
  private final Set<Channel> channels = EnumSet.noneOf(Channel.class);
  private final Set<Status> statuses = EnumSet.noneOf(Status.class);
  private final Set<Direction> directions = EnumSet.noneOf(Direction.class);
  private Optional<Boolean> reply = Optional.empty();
  private boolean nothing;
  private Optional<Read.Refused> refused = Optional.empty();

  private ListRequests(Form form, Parameters query) {
    this.form = form;
    this.query = query;
  }

  /// Reads what is asked of an account's messages.
  static Read read(Form form, AccountId account, Parameters query) {
    return new ListRequests(form, query).read(account);
  }

  private Read read(AccountId account) {
    if (form == Form.SMS) {
      channels.add(Channel.SMS);
    }
    var ends = new Ends(match("From"), match("To"));
    kinds();
    var from = day("StartTime");
    var until = day("EndTime").map(day -> day.plus(DAY));
    var order = order();
    int page = whole("Page", 0).orElse(0);
    int size = Math.min(whole("PageSize", 1).orElse(Paging.SIZE_USUAL), History.PAGE_MAX);
    boolean family = query.first("SubAccounts").filter("true"::equalsIgnoreCase).isPresent();
    var filter =
        Filter.of(account)
            .with(new Kinds(directions, channels, statuses))
            .with(ends)
            .with(new Times(new Period(from, until), Period.ANY))
            .with(new Words(filled("Body").orElse(""), "", Map.of(), reply));
    return refused
        .<Read>map(no -> no)
        .orElseGet(() -> new Read.Asked(new Listing(filter, order, family, nothing, page, size)));
  }

  private void kinds() {
    filled("Status")
        .ifPresent(word -> {
          statuses.addAll(RestcommMapping.statuses(word));
          nothing |= statuses.isEmpty();
        });
    if (form == Form.CHANNELS) {
      filled("Channel")
          .ifPresent(
              word -> RestcommMapping.channel(word).ifPresentOrElse(this::only, this::findNothing));
      filled("Direction")
          .ifPresent(
              word -> RestcommMapping.way(word).ifPresentOrElse(this::only, this::findNothing));
    }
  }

  private void only(RestcommMapping.Way way) {
    directions.add(way.direction());
    reply = way.reply();
  }

  private void only(Channel channel) {
    nothing |= !channels.isEmpty() && !channels.contains(channel);
    channels.add(channel);
  }

  private void findNothing() {
    nothing = true;
  }

  /// The end of an address; the Messages API also takes a channel URI.
  private Match match(String name) {
    var value = filled(name).orElse("");
    int colon = form == Form.CHANNELS ? value.indexOf(':') : -1;
    if (colon >= 0) {
      RestcommMapping.channel(value.substring(0, colon))
          .ifPresentOrElse(this::only, this::findNothing);
    }
    var address = value.substring(colon + 1);
    return Match.end(Plus.mended(address));
  }

  private Optional<Instant> day(String name) {
    var value = filled(name);
    var day = value.flatMap(RestcommDates::day);
    if (value.isPresent() && day.isEmpty()) {
      refuse(name, "must be a day as YYYY-MM-DD");
    }
    return day;
  }

  /// A field that is not known is passed over.
  private Order order() {
    var sorting = Sorting.of(query);
    if (!sorting.wrong().isEmpty()) {
      refuse(Refusal.of(Fault.FIELD_INVALID, "SortBy", sorting.wrong()), false);
    }
    return RestcommMapping.key(sorting.field())
        .map(key -> new Order(key, sorting.ascending()))
        .orElse(Order.NEWEST);
  }

  private OptionalInt whole(String name, int min) {
    var value = filled(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    var digits = value.get();
    boolean isWhole =
        digits.length() <= DIGITS_MAX && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isWhole || Integer.parseInt(digits) < min) {
      refuse(name, "must be a whole number, at least " + min);
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(digits));
  }

  private Optional<String> filled(String name) {
    return query.first(name).filter(value -> !value.isEmpty());
  }

  private void refuse(String name, String rule) {
    refuse(Refusal.of(Fault.FIELD_INVALID, name, "'" + name + "' " + rule + "."), true);
  }

  /// The first thing that is wrong counts. The Messages API always says what it is.
  private void refuse(Refusal refusal, boolean silently) {
    if (refused.isEmpty()) {
      refused = Optional.of(new Read.Refused(refusal, silently && form == Form.SMS));
    }
  }
}
