package io.carillon.front.v2;

import io.carillon.engine.consent.Keywords;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.reply.Expression;
import io.carillon.engine.reply.OpenHours;
import io.carillon.engine.reply.ReplyRule;
import io.carillon.engine.reply.ReplyRule.Action;
import io.carillon.engine.reply.ReplyRule.Condition;
import io.carillon.engine.reply.ReplyRule.Hours;
import io.carillon.engine.reply.ReplyRule.Pause;
import io.carillon.engine.reply.ReplyRule.Scope;
import io.carillon.engine.reply.Template;
import io.carillon.engine.reply.Wanted;
import io.carillon.front.json.Fields;
import io.carillon.model.AccountId;
import io.carillon.model.Conversation;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads what a caller wants a reply rule to be; what is not named stays as it was.
final class ReplyRuleWish {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "sender",
          "pool",
          "position",
          "match",
          "words",
          "pattern",
          "zone",
          "hours",
          "first_contact",
          "text",
          "tell_webhook",
          "labels",
          "continue",
          "paused");
  private static final Set<String> HOURS = Set.of("is", "open", "closed");
  private static final Set<String> FIRST = Set.of("after_days");
  private static final Set<String> MATCHES =
      Set.of("keyword", "prefix", "pattern", "any", "fallback");
  private static final int NAME_MAX = 128;
  private static final int WORDS_MAX = 20;
  private static final int WORD_MAX = 100;
  private static final int DAYS_MAX = 3_650;
  private static final String LABEL =
      "must each have 1 to 40 letters, digits, dots, dashes and underlines";
  private static final String UTC = "UTC";

  private final Fields fields;
  private final Directory directory;
  private final AccountId account;

  ReplyRuleWish(Fields fields, Directory directory, AccountId account) {
    this.fields = fields;
    this.directory = directory;
    this.account = account;
  }

  /// A new rule.
  ///
  /// @param last the position behind all others
  ReplyRule fresh(Id id, int last) {
    fields.require("name", "match");
    var when = new Condition(new Wanted.Fallback(), Optional.empty(), OptionalInt.empty());
    var then = new Action("", UTC, true);
    return over(new ReplyRule(id, "", new Scope.All(), last, when, then, Optional.empty()));
  }

  /// A rule that stands, changed.
  ReplyRule over(ReplyRule before) {
    fields.only(FIELDS);
    var name = fields.text("name", NAME_MAX).orElse(before.name());
    if (fields.has("name") && name.isBlank()) {
      fields.wrong("name", "must say something");
    }
    long position = fields.whole("position", 1, ReplyRule.POSITION_MAX).orElse(before.position());
    var zone = fields.text("zone", WORD_MAX).orElse(before.then().zone());
    if (!OpenHours.isZone(zone)) {
      fields.wrong("zone", "must be the name of a time zone, for instance Europe/Berlin");
      zone = UTC;
    }
    var when =
        new Condition(wanted(before), hours(before, zone), first(before.when().firstAfterDays()));
    var text = text(before.then().text());
    var then =
        new Action(
            text,
            zone,
            fields.flag("tell_webhook", before.then().tells()),
            labels(before.then().labels()),
            fields.flag("continue", before.then().continues()));
    return new ReplyRule(
        before.id(), name, scope(before.to()), (int) position, when, then, paused(before));
  }

  private Optional<Pause> paused(ReplyRule before) {
    if (!fields.has("paused")) {
      return before.paused();
    }
    return fields.flag("paused", false)
        ? before.paused().or(() -> Optional.of(Pause.ASKED))
        : Optional.empty();
  }

  private Scope scope(Scope before) {
    var sender = fields.text("sender", WORD_MAX);
    var pool = fields.text("pool", WORD_MAX);
    if (sender.isPresent() && pool.isPresent()) {
      fields.wrong("pool", "cannot be named beside \"sender\": a rule is for one or the other");
    }
    if (sender.isPresent()) {
      return sender(sender.get());
    }
    if (pool.isPresent()) {
      return pool(pool.get());
    }
    return before;
  }

  private Scope sender(String named) {
    boolean isOwn =
        directory.senders(account).stream()
            .anyMatch(sender -> sender.address().value().equals(named));
    if (named.equals("*")) {
      return new Scope.All();
    }
    if (!isOwn) {
      fields.wrong("sender", "must be the address of a sender of the account, or * for all");
    }
    return new Scope.One(named);
  }

  private Scope pool(String named) {
    var found =
        Id.fromHex(named)
            .filter(id -> directory.resource(account, Resource.Kind.POOL, id).isPresent());
    if (found.isEmpty()) {
      fields.wrong("pool", "must be the id of a pool of the account");
    }
    return found.<Scope>map(Scope.OfPool::new).orElseGet(Scope.All::new);
  }

  private Wanted wanted(ReplyRule before) {
    boolean same = !fields.has("match") && !fields.has("words") && !fields.has("pattern");
    if (same) {
      return before.when().wanted();
    }
    var match = fields.text("match").orElse(before.match());
    if (!MATCHES.contains(match)) {
      fields.wrong("match", "must be keyword, prefix, pattern, any or fallback");
    }
    boolean hasWords = match.equals("keyword") || match.equals("prefix");
    if (fields.has("words") && !hasWords) {
      fields.wrong("words", "are of rules whose \"match\" is keyword or prefix");
    }
    if (fields.has("pattern") && !match.equals("pattern")) {
      fields.wrong("pattern", "is of rules whose \"match\" is pattern");
    }
    return switch (match) {
      case "keyword" -> new Wanted.Keyword(words(before));
      case "prefix" -> new Wanted.Prefix(words(before));
      case "pattern" -> pattern(fields.text("pattern").orElse(before.pattern()));
      case "any" -> new Wanted.Anything();
      default -> new Wanted.Fallback();
    };
  }

  private List<String> words(ReplyRule before) {
    var words = fields.has("words") ? fields.texts("words", 1, WORDS_MAX) : before.words();
    if (words.isEmpty() && !fields.has("words")) {
      fields.wrong("words", "must hold 1 to " + WORDS_MAX + " words");
    }
    for (var word : words) {
      if (word.length() > WORD_MAX
          || Keywords.plain(word).isEmpty()
          || !word.strip().equals(word)) {
        fields.wrong(
            "words",
            "must each have 1 to "
                + WORD_MAX
                + " characters, a letter or digit among them, and no"
                + " blanks around");
      } else if (Keywords.standard()
          .match(word)
          .filter(found -> !found.onlyWhenStopped())
          .isPresent()) {
        fields.wrong(
            "words",
            "cannot hold "
                + word
                + ": it stops, starts or asks for help, and is answered as such"
                + " (policy consent)");
      }
    }
    return words.stream().filter(word -> !word.contains("\n")).toList();
  }

  private Wanted pattern(String text) {
    try {
      return new Wanted.Matching(text, Expression.of(text));
    } catch (IllegalArgumentException wrong) {
      fields.wrong("pattern", String.valueOf(wrong.getMessage()));
      return new Wanted.Fallback();
    }
  }

  private Optional<Hours> hours(ReplyRule before, String zone) {
    var wanted = fields.object("hours");
    if (wanted.isEmpty()) {
      return before
          .when()
          .hours()
          .map(hours ->
              new Hours(
                  OpenHours.of(zone, hours.open().written(), hours.open().closedDates()),
                  hours.inside()));
    }
    var own = wanted.get();
    own.only(HOURS);
    own.require("is", "open");
    var is = own.text("is").orElse("inside");
    if (is.equals("any")) {
      return Optional.empty();
    }
    if (!is.equals("inside") && !is.equals("outside")) {
      own.wrong("is", "must be inside, outside, or any for no hours");
    }
    var open = own.texts("open", 0, OpenHours.WINDOWS_MAX);
    if (!open.stream().allMatch(OpenHours::isWindow)) {
      own.wrong("open", "must hold windows such as mon-fri 09:00-17:00, each within one day");
    }
    var closed = own.texts("closed", 0, OpenHours.CLOSED_MAX);
    if (!closed.stream().allMatch(ReplyRuleWish::isDate)) {
      own.wrong("closed", "must hold dates such as 2026-12-25");
    }
    return fields.refusal().isPresent()
        ? Optional.empty()
        : Optional.of(new Hours(OpenHours.of(zone, open, closed), is.equals("inside")));
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private OptionalInt first(OptionalInt before) {
    var wanted = fields.object("first_contact");
    if (wanted.isEmpty()) {
      return before;
    }
    wanted.get().only(FIRST);
    wanted.get().require("after_days");
    long days = wanted.get().whole("after_days", -1, DAYS_MAX).orElse(-1);
    return days < 0 ? OptionalInt.empty() : OptionalInt.of((int) days);
  }

  private List<String> labels(List<String> before) {
    if (!fields.has("labels")) {
      return before;
    }
    var labels = fields.texts("labels", 0, Conversation.LABELS_MAX);
    if (!labels.stream().allMatch(ConversationPolicy::isLabel)) {
      fields.wrong("labels", LABEL);
      return before;
    }
    return labels.stream().distinct().toList();
  }

  private String text(String before) {
    var text = fields.text("text", Template.CHARACTERS_MAX).orElse(before);
    try {
      return Template.of(text).parts().isEmpty() ? "" : text;
    } catch (IllegalArgumentException wrong) {
      fields.wrong("text", String.valueOf(wrong.getMessage()));
      return "";
    }
  }
}
