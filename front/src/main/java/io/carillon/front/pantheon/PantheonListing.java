package io.carillon.front.pantheon;

import io.carillon.front.form.FormFields;
import io.carillon.front.json.Moments;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Match;
import io.carillon.wire.http.Parameters;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the query of a list: filters, limit and cursor. A name that it does not know, or that
/// stands twice, is refused: a filter that did nothing would answer with what was not asked for.
///
/// @param after the last message of the page before
record PantheonListing(Filter filter, int limit, Optional<MessageId> after) {
  private static final int LIMIT_USUAL = 20;
  private static final int LIMIT_MAX = 100;
  private static final int WORD_MAX = 256;
  private static final int TAGS_MAX = 10;
  private static final String TAG_BEGIN = "tags[";
  private static final String TAG_END = "]";
  private static final Set<String> KNOWN =
      Set.of(
          "status",
          "direction",
          "channel",
          "from",
          "to",
          "created_after",
          "created_before",
          "limit",
          "cursor");

  /// What a query turned out to be.
  sealed interface Read {
    /// A list of the right shape.
    record Asked(PantheonListing listing) implements Read {}

    /// Not one.
    record Refused(Refusal refusal) implements Read {}
  }

  static Read read(AccountId account, Parameters query) {
    var fields = FormFields.of(query);
    for (var name : query.names()) {
      if (!KNOWN.contains(name) && !isTag(name)) {
        fields.wrong(name, "is no filter of this list");
      } else if (query.all(name).size() > 1) {
        fields.wrong(name, "may stand only once");
      }
    }
    var listing =
        new PantheonListing(
            filter(account, fields, query),
            (int) fields.whole("limit", 1, LIMIT_MAX).orElse(LIMIT_USUAL),
            cursor(fields));
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(listing));
  }

  private static boolean isTag(String name) {
    return name.startsWith(TAG_BEGIN)
        && name.endsWith(TAG_END)
        && name.length() > TAG_BEGIN.length() + TAG_END.length();
  }

  private static Filter filter(AccountId account, FormFields fields, Parameters query) {
    return Filter.of(account)
        .with(new History.Kinds(directions(fields), channels(fields), statuses(fields)))
        .with(new History.Ends(whole(fields, "from"), whole(fields, "to")))
        .with(
            new History.Times(
                new History.Period(
                    moment(fields, "created_after"), moment(fields, "created_before")),
                History.Period.ANY))
        .with(new History.Words("", "", tags(fields, query)));
  }

  private static Set<Direction> directions(FormFields fields) {
    var directions = EnumSet.noneOf(Direction.class);
    fields
        .filled("direction", WORD_MAX)
        .ifPresent(word -> {
          for (var direction : Direction.values()) {
            if (direction.word().equals(word)) {
              directions.add(direction);
            }
          }
          if (directions.isEmpty()) {
            fields.wrong("direction", "must be outbound or inbound");
          }
        });
    return directions;
  }

  private static Set<Channel> channels(FormFields fields) {
    var channels = EnumSet.noneOf(Channel.class);
    for (var word : words(fields, "channel")) {
      var channel = Channel.of(word);
      if (channel.isEmpty()) {
        fields.wrong("channel", "must hold channels, such as sms,mms");
      }
      channel.ifPresent(channels::add);
    }
    return channels;
  }

  private static Set<Status> statuses(FormFields fields) {
    var statuses = EnumSet.noneOf(Status.class);
    for (var word : words(fields, "status")) {
      var some = PantheonMapping.statuses(word);
      if (some.isEmpty()) {
        fields.wrong("status", "must hold status words, such as queued,delivered");
      }
      statuses.addAll(some);
    }
    return statuses;
  }

  private static String[] words(FormFields fields, String name) {
    return fields.filled(name, WORD_MAX).map(list -> list.split(",", -1)).orElse(new String[0]);
  }

  private static Match whole(FormFields fields, String name) {
    return fields.filled(name, WORD_MAX).map(Match::whole).orElse(Match.ANY);
  }

  private static Optional<Instant> moment(FormFields fields, String name) {
    return fields
        .filled(name, WORD_MAX)
        .flatMap(text -> {
          var moment = Moments.read(text);
          if (moment.isEmpty()) {
            fields.wrong(name, "must be a moment in ISO 8601 with an offset");
          }
          return moment;
        });
  }

  private static Map<String, String> tags(FormFields fields, Parameters query) {
    var tags = new HashMap<String, String>();
    for (var name : query.names()) {
      if (isTag(name)) {
        var tag = name.substring(TAG_BEGIN.length(), name.length() - TAG_END.length());
        tags.put(tag, fields.text(name).orElse(""));
      }
    }
    if (tags.size() > TAGS_MAX) {
      fields.wrong("tags", "may be at most " + TAGS_MAX);
    }
    return tags;
  }

  private static Optional<MessageId> cursor(FormFields fields) {
    return fields
        .filled("cursor", WORD_MAX)
        .flatMap(text -> {
          var id = MessageNames.read(text);
          if (id.isEmpty()) {
            fields.wrong("cursor", "must be the next_cursor of a page");
          }
          return id;
        });
  }
}
