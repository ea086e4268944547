package io.carillon.front.v2;

import io.carillon.engine.search.Finding;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.Moments;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import io.carillon.wire.http.Parameters;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads queries: filters of messages, where a page begins, and what is to be expanded. A parameter
/// that is not known is refused, since a filter that is passed over would tell a lie.
final class V2Query {
  private static final Set<String> FILTERS =
      Set.of(
          "status",
          "direction",
          "channel",
          "from",
          "to",
          "reference",
          "live",
          "accepted_after",
          "accepted_before",
          "sent_after",
          "sent_before",
          "q");

  /// How [#expansion] is asked for.
  static final Set<String> EXPAND = Set.of("expand", "expand[]");

  private static final String TAG = "tag.";
  private static final int VALUES_MAX = 50;
  private static final int TEXT_MAX = 256;
  private static final int PAGE_USUAL = 20;

  private final Parameters parameters;
  private final FormFields fields;

  V2Query(Parameters parameters) {
    this.parameters = parameters;
    this.fields = FormFields.of(parameters);
  }

  /// Which page of a list.
  ///
  /// @param after the page behind the thing with this name; empty = from the start
  /// @param before the page before the thing with this name; empty = not asked for
  record Paging(int limit, String after, String before) {}

  /// What is shown whole instead of by its path.
  record Expansion(boolean trace, boolean webhooks) {
    static final Expansion NONE = new Expansion(false, false);
  }

  /// The first thing that was wrong with what was asked for so far.
  Optional<Refusal> refusal() {
    return fields.refusal();
  }

  /// Gathers every parameter that is no filter and no name of `also`.
  void only(boolean filters, Set<String> also) {
    for (var name : parameters.names()) {
      boolean known =
          also.contains(name) || (filters && (FILTERS.contains(name) || name.startsWith(TAG)));
      if (!known) {
        fields.wrong(shown(name), "is not known here");
      }
    }
  }

  /// Gathers every one of these that stands there more than once: only one would be heeded.
  void once(Set<String> names) {
    for (var name : names) {
      if (fields.count(name) > 1) {
        fields.wrong(name, "may be given once");
      }
    }
  }

  private static String shown(String name) {
    return name.length() <= TEXT_MAX ? name : name.substring(0, TEXT_MAX);
  }

  /// `limit`, `starting_after`, `ending_before`.
  Paging paging(int limitMax, int limitUsual) {
    var after = fields.filled("starting_after", TEXT_MAX).orElse("");
    var before = fields.filled("ending_before", TEXT_MAX).orElse("");
    if (!after.isEmpty() && !before.isEmpty()) {
      fields.wrong("ending_before", "goes without starting_after");
    }
    int limit = (int) fields.whole("limit", 1, limitMax).orElse(limitUsual);
    return new Paging(limit, after, before);
  }

  /// A whole number within bounds; the least where none is given.
  int whole(String name, int min, int max) {
    return (int) fields.whole(name, min, max).orElse(min);
  }

  /// The usual page.
  Paging paging(int limitMax) {
    return paging(limitMax, PAGE_USUAL);
  }

  /// What is wrong with a cursor that names nothing.
  ///
  /// @param what it is to be, for instance `the id of a key`
  static Refusal badCursor(Parameters parameters, String what) {
    boolean up = parameters.first("ending_before").filter(value -> !value.isBlank()).isPresent();
    var name = up ? "ending_before" : "starting_after";
    return Refusal.of(Fault.FIELD_INVALID, name, "'" + name + "' must be " + what + ".");
  }

  /// The message that a cursor names; empty where there is no cursor.
  Optional<MessageId> message(String parameter, String cursor) {
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    var id = MessageNames.read(cursor);
    if (id.isEmpty()) {
      fields.wrong(parameter, "must be the id of a message");
    }
    return id;
  }

  /// Words by which messages are to be found; empty where they are not asked for by words. Such a
  /// list goes from the newest to the oldest only, and is not counted.
  Optional<String> words() {
    var words = parameters.first(Finding.WORDS);
    if (words.isEmpty()) {
      return words;
    }
    for (var name : List.of("ending_before", "count")) {
      if (!text(name).isEmpty()) {
        fields.wrong(name, "goes without words");
      }
    }
    once(Set.of(Finding.WORDS));
    if (words.get().length() > TEXT_MAX) {
      fields.wrong(Finding.WORDS, "may have at most " + TEXT_MAX + " characters");
    }
    return words;
  }

  /// A text that is not blank.
  String text(String name) {
    return fields.filled(name, TEXT_MAX).orElse("");
  }

  /// A word of a table.
  <T> Optional<T> word(String name, Function<String, Optional<T>> table, String rule) {
    return fields.word(name, TEXT_MAX, table, rule);
  }

  /// `expand` and `expand[]`: names, by commas or repeated; in lists `data.` may stand before them.
  Expansion expansion() {
    var wanted = new HashSet<String>();
    for (var name : EXPAND) {
      values(name)
          .map(value -> value.startsWith("data.") ? value.substring("data.".length()) : value)
          .forEach(wanted::add);
    }
    var expansion = new Expansion(wanted.remove("trace"), wanted.remove("webhooks"));
    if (!wanted.isEmpty()) {
      fields.wrong("expand", "must be trace or webhooks");
    }
    return expansion;
  }

  /// All filters.
  History.Filter filter(AccountId account) {
    var kinds =
        new History.Kinds(
            words("direction", V2Mapping::direction, "must be outbound or inbound"),
            words("channel", Channel::of, "must be channels, such as sms or mms"),
            words("status", Status::of, "must be statuses, such as sent or delivered"));
    var ends = new History.Ends(match("from"), match("to"));
    var times = new History.Times(period("accepted"), period("sent"));
    var words = new History.Words(text("q"), text("reference"), tags());
    var filter = History.Filter.of(account).with(kinds).with(ends).with(times).with(words);
    var live = word("live", V2Mapping::flag, "must be true or false");
    return live.map(filter::withLive).orElse(filter);
  }

  private Stream<String> values(String name) {
    if (fields.count(name) > VALUES_MAX) {
      fields.wrong(name, "may have at most " + VALUES_MAX + " values");
    }
    return fields.texts(name, VALUES_MAX).stream()
        .flatMap(value -> Stream.of(value.split(",", VALUES_MAX)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private <T> Set<T> words(String name, Function<String, Optional<T>> table, String rule) {
    var meanings = new HashSet<T>();
    for (var word : values(name).toList()) {
      table.apply(word).ifPresentOrElse(meanings::add, () -> fields.wrong(name, rule));
    }
    return meanings;
  }

  /// A whole address, or `*` and its end.
  private Match match(String name) {
    var value = text(name);
    if (value.startsWith("*")) {
      return Match.end(value.substring(1));
    }
    return value.isEmpty() ? Match.ANY : Match.whole(FormFields.withPlus(value));
  }

  /// What `<name>_after` and `<name>_before` let through.
  Period period(String name) {
    return new Period(moment(name + "_after"), moment(name + "_before"));
  }

  /// A moment as ISO 8601 with its offset, or a day as its begin in UTC. A plus that was not
  /// escaped has come as a blank.
  private Optional<Instant> moment(String name) {
    var value = text(name).replace(' ', '+');
    var begin = value.length() == "2030-01-02".length() ? value + "T00:00:00Z" : value;
    var moment = Moments.read(begin);
    if (moment.isEmpty() && !value.isEmpty()) {
      fields.wrong(name, "must be a day or a time in ISO 8601, such as 2030-01-02T03:04:05Z");
    }
    return moment;
  }

  private Map<String, String> tags() {
    var tags = new HashMap<String, String>();
    for (var name : parameters.names()) {
      if (name.startsWith(TAG)) {
        tags.put(name.substring(TAG.length()), fields.text(name).orElse(""));
      }
    }
    return tags;
  }
}
