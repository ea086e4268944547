package io.carillon.model;

import io.carillon.model.Commit.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the audit log tells of each kind of row, and in which words.
public final class AuditWords {
  private static final int SHOWN_MAX = 200;
  private static final String STARS = "***";

  /// Facts with such a name sign or open something.
  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|key|totp", Pattern.CASE_INSENSITIVE);

  /// Which code a user showed last: it counts up with each sign-in, of which the log tells, and
  /// nobody decides it.
  private static final String UNTOLD = "totp_step";

  /// Of a URL, who logs in and what is asked: either may hold a secret.
  private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/?#@]*@|[?#].*");

  private static final String CONTENT_KEY = "content_key";
  private static final String SESSION = "session";
  private static final Audit.Subject PRICES = new Audit.Subject("price_list", "rates");
  private static final Audit.Subject CONVERSIONS = new Audit.Subject("conversions", "conversions");

  private AuditWords() {}

  /// In whose log a row is told of: whose it is; what is the server's, with who changes it. Empty
  /// where that is the server itself.
  static Optional<AccountId> account(Entry entry, Author by) {
    return switch (entry) {
      case Entry.OfAccount(var account) -> Optional.of(account.id());
      case Entry.OfKey(var key) -> Optional.of(key.account());
      case Entry.OfSender(var sender) -> Optional.of(sender.account());
      case Entry.Released(var sender) -> Optional.of(sender.account());
      case Entry.OfResource(var resource) -> Optional.of(resource.account());
      case Entry.Dropped(var resource) -> Optional.of(resource.account());
      case Entry.Resealed(var account) -> Optional.of(account);
      case Entry.Shredded(var account) -> Optional.of(account);
      case Entry.OfTariff _, Entry.OfConversions _ -> Id.fromHex(by.account()).map(AccountId::new);
      case Entry.OfErasure(var erasure) -> Optional.of(erasure.account());
      case Entry.OfReplay(var replay) -> Optional.of(replay.account());
      case Entry.Exported(var account, _) -> Optional.of(account);
      case Entry.SignedIn(var session) -> Optional.of(session.account());
      case Entry.SignedOut(var session) -> Optional.of(session.account());
      case Entry.Transferred(var transfer) -> Optional.of(transfer.from());
    };
  }

  /// What row it is.
  public static Audit.Subject subject(Entry entry) {
    return switch (entry) {
      case Entry.OfAccount(var account) -> new Audit.Subject("account", account.id().toString());
      case Entry.OfKey(var key) -> new Audit.Subject("key", key.id());
      case Entry.OfSender(var sender) -> new Audit.Subject("sender", sender.address().value());
      case Entry.Released(var sender) -> new Audit.Subject("sender", sender.address().value());
      case Entry.OfResource(var resource) -> subject(resource);
      case Entry.Dropped(var resource) -> subject(resource);
      case Entry.Resealed(var account) -> new Audit.Subject(CONTENT_KEY, account.toString());
      case Entry.Shredded(var account) -> new Audit.Subject(CONTENT_KEY, account.toString());
      case Entry.OfTariff _ -> PRICES;
      case Entry.OfConversions _ -> CONVERSIONS;
      case Entry.OfErasure(var erasure) -> new Audit.Subject("erasure", erasure.id().uuid());
      case Entry.OfReplay(var replay) -> new Audit.Subject("replay", replay.id().uuid());
      case Entry.Exported(_, var mark) -> new Audit.Subject("person", mark);
      case Entry.SignedIn(var session) -> new Audit.Subject(SESSION, session.id().uuid());
      case Entry.SignedOut(var session) -> new Audit.Subject(SESSION, session.id().uuid());
      case Entry.Transferred(var transfer) -> new Audit.Subject("transfer", transfer.id().uuid());
    };
  }

  private static Audit.Subject subject(Resource resource) {
    return new Audit.Subject(word(resource.kind()), resource.id().uuid());
  }

  /// The word of a resource's kind.
  static String word(Resource.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static boolean isRemoval(Entry entry) {
    return switch (entry) {
      case Entry.Released _, Entry.Dropped _, Entry.Shredded _, Entry.SignedOut _ -> true;
      case Entry.OfReplay(var replay) -> !replay.isOpen();
      case Entry.OfAccount _,
          Entry.OfKey _,
          Entry.OfSender _,
          Entry.OfResource _,
          Entry.Resealed _,
          Entry.OfTariff _,
          Entry.OfConversions _,
          Entry.OfErasure _,
          Entry.Exported _,
          Entry.SignedIn _,
          Entry.Transferred _ ->
          false;
    };
  }

  /// The row that an entry is about, as it stands in a directory; empty where it is new.
  public static Optional<Entry> standing(Entry entry, Directory directory) {
    return switch (entry) {
      case Entry.OfAccount(var account) ->
          directory.account(account.id()).map(Entry.OfAccount::new);
      case Entry.OfKey(var key) ->
          directory.keys(key.account()).stream()
              .filter(own -> own.id().equals(key.id()))
              .findFirst()
              .map(Entry.OfKey::new);
      case Entry.OfSender(var sender) -> standing(sender, directory);
      case Entry.Released(var sender) -> standing(sender, directory);
      case Entry.OfResource(var resource) -> standing(resource, directory);
      case Entry.Dropped(var resource) -> standing(resource, directory);
      case Entry.Resealed _ -> Optional.empty();
      case Entry.Shredded _ -> Optional.of(entry);
      case Entry.OfTariff _ ->
          Optional.of(directory.tariff())
              .filter(tariff -> !tariff.rows().isEmpty())
              .map(Entry.OfTariff::new);
      case Entry.OfConversions _ ->
          Optional.of(directory.conversions())
              .filter(conversions -> !conversions.rates().isEmpty())
              .map(Entry.OfConversions::new);
      case Entry.OfErasure _, Entry.Exported _, Entry.SignedIn _, Entry.Transferred _ ->
          Optional.empty();
      case Entry.SignedOut _ -> Optional.of(entry);
      case Entry.OfReplay(var replay) -> replay.isOpen() ? Optional.empty() : Optional.of(entry);
    };
  }

  private static Optional<Entry> standing(Sender sender, Directory directory) {
    return directory.owners(sender.address()).contains(sender)
        ? Optional.of(new Entry.OfSender(sender))
        : Optional.empty();
  }

  private static Optional<Entry> standing(Resource resource, Directory directory) {
    return directory
        .resource(resource.account(), resource.kind(), resource.id())
        .map(Entry.OfResource::new);
  }

  /// All that is told of a row, yet with its secrets.
  static Map<String, String> of(Entry entry) {
    var words =
        switch (entry) {
          case Entry.OfAccount(var account) -> of(account);
          case Entry.OfKey(var key) -> of(key);
          case Entry.OfSender(var sender) -> of(sender);
          case Entry.Released(var sender) -> of(sender);
          case Entry.OfResource(var resource) -> of(resource);
          case Entry.Dropped(var resource) -> of(resource);
          case Entry.Resealed _ -> new HashMap<>(Map.of("seals", "what is written from now on"));
          case Entry.Shredded _ -> new HashMap<>(Map.of("opens", "what was written so far"));
          case Entry.OfTariff(var tariff) -> of(tariff);
          case Entry.OfConversions(var conversions) -> of(conversions);
          case Entry.OfErasure(var erasure) -> of(erasure);
          case Entry.OfReplay(var replay) -> of(replay);
          case Entry.Exported _ -> new HashMap<>(Map.of("told", "all that is held"));
          case Entry.SignedIn(var session) -> of(session);
          case Entry.SignedOut(var session) -> of(session);
          case Entry.Transferred(var transfer) -> of(transfer);
        };
    words.values().removeIf(String::isEmpty);
    return words;
  }

  private static Map<String, String> of(Account account) {
    return new HashMap<>(
        Map.of(
            "name", account.name(),
            "standing", account.standing().word(),
            "token", account.token().reveal(),
            "webhook_secret", account.webhookSecret().reveal(),
            "parent", account.parent().map(AccountId::toString).orElse("")));
  }

  private static Map<String, String> of(ApiKey key) {
    return new HashMap<>(
        Map.of(
            "name", key.name(),
            "description", key.about().description(),
            "scopes", key.scopes().stream().sorted().collect(Collectors.joining(" ")),
            "live", Boolean.toString(key.grant().live()),
            "rate", Integer.toString(key.grant().rate()),
            "expires", key.life().expires().map(Instant::toString).orElse(""),
            "revoked", key.life().revoked().map(Instant::toString).orElse("")));
  }

  private static Map<String, String> of(Sender sender) {
    return new HashMap<>(
        Map.of("address", sender.address().value(), "calling_code", sender.callingCode()));
  }

  private static Map<String, String> of(Resource resource) {
    var words = new HashMap<>(resource.facts());
    if (resource.kind() == Resource.Kind.USER) {
      words.remove(UNTOLD);
    }
    words.put("name", resource.name());
    return words;
  }

  private static Map<String, String> of(Tariff tariff) {
    var rows = tariff.rows().stream().map(AuditWords::of).collect(Collectors.joining("; "));
    return new HashMap<>(Map.of("rates", Integer.toString(tariff.rows().size()), "prices", rows));
  }

  private static Map<String, String> of(Conversions conversions) {
    var rates = conversions.rates();
    var rows = rates.stream().map(AuditWords::of).collect(Collectors.joining("; "));
    return new HashMap<>(Map.of("conversions", Integer.toString(rates.size()), "rates", rows));
  }

  private static String of(Conversions.Rate rate) {
    return String.join(
        " ",
        rate.from(),
        rate.to(),
        rate.since().map(Instant::toString).orElse("-"),
        rate.digits());
  }

  /// Nothing that names the person.
  private static Map<String, String> of(Erasure erasure) {
    return new HashMap<>(
        Map.of("reason", erasure.reason(), "addresses", Integer.toString(erasure.people().size())));
  }

  private static Map<String, String> of(Replay replay) {
    var wanted = replay.wanted();
    return new HashMap<>(
        Map.of(
            "endpoint", replay.endpoint().orElse(""),
            "url", wanted.url(),
            "failed", Boolean.toString(wanted.failed()),
            "from", wanted.from().equals(Instant.EPOCH) ? "" : wanted.from().toString(),
            "until", wanted.until().toString()));
  }

  private static Map<String, String> of(Session session) {
    return new HashMap<>(Map.of("user", session.user().uuid(), "browser", session.browser()));
  }

  private static Map<String, String> of(Transfer transfer) {
    return new HashMap<>(
        Map.of(
            "from", transfer.from().toString(),
            "to", transfer.to().toString(),
            "amount", transfer.amount().decimal().toPlainString(),
            "currency", transfer.amount().currency()));
  }

  private static String of(Tariff.Row row) {
    return String.join(
        " ",
        row.channel().name().toLowerCase(Locale.ROOT),
        row.country(),
        row.carrier(),
        row.route(),
        row.since().map(Instant::toString).orElse("-"),
        row.until().map(Instant::toString).orElse("-"),
        row.price().decimal().toPlainString(),
        row.price().currency());
  }

  /// A value as it is told: no secret, and not too long.
  static String shown(String word, String value) {
    if (SECRET.matcher(word).find()) {
      return STARS;
    }
    var open = IN_URL.matcher(value).find() && value.contains("://") ? cut(value) : value;
    return open.length() <= SHOWN_MAX ? open : open.substring(0, SHOWN_MAX) + "…";
  }

  private static String cut(String value) {
    return IN_URL.matcher(value).replaceAll("");
  }
}
