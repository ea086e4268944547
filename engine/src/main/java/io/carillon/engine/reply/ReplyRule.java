package io.carillon.engine.reply;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A rule by which an account answers what persons write.
///
/// @param name what people call it
/// @param to to which senders they must have written
/// @param position rules are asked in this order, those with the same one by age
/// @param when what must hold for it to answer
/// @param then what it does
/// @param paused why it is not asked now; empty = it is
public record ReplyRule(
    Id id,
    String name,
    Scope to,
    int position,
    Condition when,
    Action then,
    Optional<Pause> paused) {
  /// How many rules an account may have.
  public static final int RULES_MAX = 200;

  /// The last position.
  public static final int POSITION_MAX = 1_000_000;

  /// In this order rules are asked; those that were made first stand first where positions equal.
  static final Comparator<ReplyRule> ORDER =
      Comparator.comparingInt(ReplyRule::position).thenComparing(ReplyRule::id);

  private static final String SENDER = "sender";
  private static final String POOL = "pool";
  private static final String POSITION = "position";
  private static final String MATCH = "match";
  private static final String WORDS = "words";
  private static final String PATTERN = "pattern";
  private static final String HOURS = "hours";
  private static final String ZONE = "zone";
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final String FIRST = "first-after-days";
  private static final String TEXT = "text";
  private static final String TELLS = "tells";
  private static final String LABELS = "labels";
  private static final String CONTINUES = "continues";
  private static final String PAUSED = "paused";
  private static final String UTC = "UTC";

  /// To which senders.
  public sealed interface Scope {
    /// All of the account.
    record All() implements Scope {}

    /// One.
    record One(String sender) implements Scope {}

    /// Those of a pool.
    record OfPool(Id pool) implements Scope {}
  }

  /// What must hold.
  ///
  /// @param hours whether it must be an open hour, or none; empty = any hour
  /// @param firstAfterDays the person must not have written to the sender within so many days, 0 =
  ///   ever; empty = whenever they wrote
  public record Condition(Wanted wanted, Optional<Hours> hours, OptionalInt firstAfterDays) {}

  /// At which hours.
  ///
  /// @param inside whether it answers while it is open, else while it is not
  public record Hours(OpenHours open, boolean inside) {}

  /// What is done.
  ///
  /// @param text what is said, as it was written; empty = nothing
  /// @param zone in which `{{date}}` and `{{time}}` are told
  /// @param tells whether the account is told of the person's message, too
  /// @param labels what the conversation of the person's message is to bear
  /// @param continues whether later rules are looked at, too
  public record Action(
      String text, String zone, boolean tells, List<String> labels, boolean continues) {
    public Action {
      labels = List.copyOf(labels);
    }

    /// One that ends the search and labels nothing.
    public Action(String text, String zone, boolean tells) {
      this(text, zone, tells, List.of(), false);
    }

    /// This, with labels, after which later rules are looked at or not.
    public Action with(List<String> wanted, boolean goesOn) {
      return new Action(text, zone, tells, wanted, goesOn);
    }
  }

  /// Why a rule is not asked.
  public enum Pause {
    /// The account wants it so.
    ASKED,
    /// Its pattern took too long too often.
    OVERRAN
  }

  /// The rule that a resource holds.
  public static ReplyRule of(Resource resource) {
    return new ReplyRule(
        resource.id(),
        resource.name(),
        scope(resource),
        resource.fact(POSITION).map(Integer::valueOf).orElse(POSITION_MAX),
        new Condition(wanted(resource), hours(resource), first(resource)),
        new Action(
            resource.fact(TEXT).orElse(""),
            resource.fact(ZONE).orElse(UTC),
            resource.fact(TELLS).isEmpty(),
            resource.lines(LABELS),
            resource.fact(CONTINUES).isPresent()),
        resource.fact(PAUSED).map(Pause::valueOf));
  }

  private static Scope scope(Resource resource) {
    var sender = resource.fact(SENDER);
    if (sender.isPresent()) {
      return new Scope.One(sender.get());
    }
    return resource
        .fact(POOL)
        .flatMap(Id::fromHex)
        .<Scope>map(Scope.OfPool::new)
        .orElseGet(Scope.All::new);
  }

  private static Wanted wanted(Resource resource) {
    return switch (resource.fact(MATCH).orElse("")) {
      case "keyword" -> new Wanted.Keyword(resource.lines(WORDS));
      case "prefix" -> new Wanted.Prefix(resource.lines(WORDS));
      case "pattern" -> {
        var text = resource.fact(PATTERN).orElse("");
        yield new Wanted.Matching(text, Expression.of(text));
      }
      case "any" -> new Wanted.Anything();
      default -> new Wanted.Fallback();
    };
  }

  private static Optional<Hours> hours(Resource resource) {
    return resource
        .fact(HOURS)
        .map(which ->
            new Hours(
                OpenHours.of(
                    resource.fact(ZONE).orElse(UTC), resource.lines(OPEN), resource.lines(CLOSED)),
                which.equals("inside")));
  }

  private static OptionalInt first(Resource resource) {
    var days = resource.fact(FIRST);
    return days.isPresent() ? OptionalInt.of(Integer.parseInt(days.get())) : OptionalInt.empty();
  }

  /// The word of what must have been written: `keyword`, `prefix`, `pattern`, `any` or `fallback`.
  public String match() {
    return switch (when.wanted()) {
      case Wanted.Keyword _ -> "keyword";
      case Wanted.Prefix _ -> "prefix";
      case Wanted.Matching _ -> "pattern";
      case Wanted.Anything _ -> "any";
      case Wanted.Fallback _ -> "fallback";
    };
  }

  /// The words of a keyword or a prefix; none of others.
  public List<String> words() {
    return switch (when.wanted()) {
      case Wanted.Keyword(var words) -> words;
      case Wanted.Prefix(var words) -> words;
      case Wanted.Matching _, Wanted.Anything _, Wanted.Fallback _ -> List.of();
    };
  }

  /// The pattern as it was written; empty where there is none.
  public String pattern() {
    return when.wanted() instanceof Wanted.Matching(var text, _) ? text : "";
  }

  /// What a resource keeps of it.
  public Map<String, String> facts() {
    var facts = new HashMap<String, String>();
    switch (to) {
      case Scope.All _ -> {}
      case Scope.One(var sender) -> facts.put(SENDER, sender);
      case Scope.OfPool(var pool) -> facts.put(POOL, pool.hex());
    }
    facts.put(POSITION, "" + position);
    facts.put(MATCH, match());
    facts.put(WORDS, String.join("\n", words()));
    facts.put(PATTERN, pattern());
    facts.put(ZONE, then.zone());
    when.hours()
        .ifPresent(hours -> {
          facts.put(HOURS, hours.inside() ? "inside" : "outside");
          facts.put(OPEN, String.join("\n", hours.open().written()));
          facts.put(CLOSED, String.join("\n", hours.open().closedDates()));
        });
    when.firstAfterDays().ifPresent(days -> facts.put(FIRST, "" + days));
    facts.put(TEXT, then.text());
    if (!then.tells()) {
      facts.put(TELLS, "no");
    }
    facts.put(LABELS, String.join("\n", then.labels()));
    if (then.continues()) {
      facts.put(CONTINUES, "yes");
    }
    paused.ifPresent(why -> facts.put(PAUSED, why.name()));
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  /// As a resource of an account.
  public Resource of(AccountId account, Instant created, Instant updated) {
    return new Resource(id, account, Resource.Kind.REPLY_RULE, name, facts(), created, updated);
  }

  /// The same, paused or not.
  public ReplyRule paused(Optional<Pause> why) {
    return new ReplyRule(id, name, to, position, when, then, why);
  }

  /// The same at another position.
  public ReplyRule at(int next) {
    return new ReplyRule(id, name, to, next, when, then, paused);
  }

  /// Whether it is for what is written to a sender.
  ///
  /// @param pools the pools that the sender is in
  boolean isFor(Address sender, List<Id> pools) {
    return switch (to) {
      case Scope.All _ -> true;
      case Scope.One(var own) -> sender.value().equals(own);
      case Scope.OfPool(var pool) -> pools.contains(pool);
    };
  }
}
