package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.front.form.FormFields;
import io.carillon.front.form.FormWriter;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Messaging services and their senders, as Twilio's second API has them: JSON only, ISO 8601,
/// whole URLs.
final class ServiceRoutes {
  private static final int NAME_MAX = 64;

  private final Arranging arranging;
  private final Once once;
  private final Function<String, String> country;

  /// Two who change one pool at a time would forget one of the changes.
  private final ReentrantLock changing = new ReentrantLock();

  /// @param country tells the country of a number
  ServiceRoutes(Arranging arranging, Function<String, String> country) {
    this.arranging = arranging;
    this.once = new Once(arranging.roster());
    this.country = country;
  }

  /// What kind of senders a path is about.
  enum Members {
    PHONE_NUMBERS("PhoneNumbers", "phone_number", "PhoneNumberSid", Address.Kind.PHONE),
    SHORT_CODES("ShortCodes", "short_code", "ShortCodeSid", Address.Kind.SHORT_CODE),
    ALPHA_SENDERS("AlphaSenders", "alpha_sender", "AlphaSender", Address.Kind.ALPHANUMERIC);

    private final String path;
    private final String key;
    private final String field;
    private final Address.Kind kind;

    Members(String path, String key, String field, Address.Kind kind) {
      this.path = path;
      this.key = key;
      this.field = field;
      this.kind = kind;
    }

    /// The last part of the path.
    String path() {
      return path;
    }
  }

  private Directory directory() {
    return arranging.accounts().directory();
  }

  Reply list(Visit visit) {
    var pools = directory().resources(visit.accountId(), Pool.KIND);
    return listed(
        visit, "services", pools.stream().map(pool -> shown(visit, new Pool(pool))).toList());
  }

  Reply create(Visit visit) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (name.isEmpty() && fields.refusal().isEmpty()) {
      fields.missing("FriendlyName");
    }
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    return switch (Settings.SERVICE.read(fields, Map.of(), arranging.objections())) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) -> {
        var now = arranging.clock().now();
        var id = arranging.ids().next();
        var made = new Resource(id, visit.accountId(), Pool.KIND, name.orElse(""), facts, now, now);
        yield answered(
            visit, 201, arranging.roster().by(visit.author()).add(made, Once.key(visit)));
      }
    };
  }

  Reply fetch(Visit visit) {
    return find(visit)
        .map(pool -> visit.reply(200, shown(visit, pool)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  private Optional<Pool> find(Visit visit) {
    return Pool.find(directory(), visit.accountId(), visit.request().variable("service"));
  }

  Reply update(Visit visit) throws InterruptedException {
    changing.lockInterruptibly();
    try {
      var found = find(visit);
      return found.isEmpty() ? visit.no(Code.NOT_FOUND) : update(visit, found.get().resource());
    } finally {
      changing.unlock();
    }
  }

  private Reply update(Visit visit, Resource before) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    return switch (Settings.SERVICE.read(fields, before.facts(), arranging.objections())) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) -> {
        var refusal = once.refuses(visit, before.id());
        var after = before.with(name.orElse(before.name()), facts, arranging.clock().now());
        yield refusal.isPresent()
            ? visit.no(refusal.get())
            : answered(visit, 200, Once.put(arranging.roster().by(visit.author()), before, after));
      }
    };
  }

  private Reply answered(Visit visit, int status, Order<Resource> order) {
    return switch (order) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource>(var pool, _) -> visit.reply(status, shown(visit, new Pool(pool)));
    };
  }

  Reply delete(Visit visit) throws InterruptedException {
    var found = find(visit);
    return found.isEmpty()
        ? visit.no(Code.NOT_FOUND)
        : gone(visit, arranging.roster().by(visit.author()).drop(found.get().resource()));
  }

  private static Reply gone(Visit visit, Order<Resource> order) {
    return switch (order) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource> _ -> Reply.empty(204);
    };
  }

  /// The senders of one kind.
  Reply members(Visit visit, Members members) {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var pool = found.get();
    return listed(
        visit,
        members.path.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT),
        pool.senders(directory()).stream()
            .filter(sender -> sender.kind() == members.kind)
            .map(sender -> shown(visit, pool, members, sender))
            .toList());
  }

  /// Puts a sender of the account into the pool.
  Reply join(Visit visit, Members members) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var sender = sender(visit, members, fields);
    if (sender.isEmpty()) {
      var code = members == Members.ALPHA_SENDERS ? Code.FROM_NOT_OWNED : Code.NUMBER_INVALID;
      return Denial.of(code, "'" + members.field + "' is none of the account.")
          .reply(visit.shape());
    }
    changing.lockInterruptibly();
    try {
      var found = find(visit);
      return found.isEmpty()
          ? visit.no(Code.NOT_FOUND)
          : join(visit, members, found.get(), sender.get());
    } finally {
      changing.unlock();
    }
  }

  private Optional<Address> sender(Visit visit, Members members, FormFields fields) {
    if (members == Members.ALPHA_SENDERS) {
      return fields
          .filled(members.field)
          .filter(name -> name.length() <= 11)
          .map(name -> new Address(Address.Kind.ALPHANUMERIC, name))
          .filter(name -> directory().owns(visit.accountId(), name, ""));
    }
    return fields
        .filled(members.field)
        .flatMap(sid -> Owned.find(directory(), visit.account(), sid))
        .map(Owned::address)
        .filter(address -> address.kind() == members.kind);
  }

  private Reply join(Visit visit, Members members, Pool pool, Address sender)
      throws InterruptedException {
    var senders = new ArrayList<>(pool.senders(directory()));
    boolean isIn = senders.contains(sender);
    if (isIn && Once.key(visit).isEmpty()) {
      return visit.no(Code.IN_POOL_ALREADY);
    }
    if (!isIn && hearsElsewhere(visit, pool, sender)) {
      return visit.no(Code.IN_ANOTHER_POOL);
    }
    if (!isIn && senders.size() >= Pool.SENDERS_MAX) {
      return visit.no(Code.POOL_FULL);
    }
    var subject = new Owned(visit.account(), sender, Optional.empty()).id();
    var refusal = once.refuses(visit, subject);
    if (refusal.isPresent()) {
      return visit.no(refusal.get());
    }
    if (isIn) {
      return visit.reply(201, shown(visit, pool, members, sender));
    }
    senders.add(sender);
    var after = pool.with(senders, arranging.clock().now());
    return switch (arranging.roster().by(visit.author()).put(after)) {
      case Order.Refused<Resource>(var no) -> visit.no(no);
      case Order.Done<Resource>(var kept, _) ->
          visit.reply(201, shown(visit, new Pool(kept), members, sender));
    };
  }

  /// Whether two services would hear of what persons write to a sender: of those that have an
  /// `InboundRequestUrl`, a sender belongs to one.
  private boolean hearsElsewhere(Visit visit, Pool pool, Address sender) {
    return pool.hears()
        && directory().resources(visit.accountId(), Pool.KIND).stream()
            .map(Pool::new)
            .anyMatch(other -> other.hears() && other.senders(directory()).contains(sender));
  }

  /// One sender of the pool.
  Reply member(Visit visit, Members members) {
    var found = find(visit);
    var sender = found.flatMap(pool -> member(visit, members, pool));
    return sender
        .map(one -> visit.reply(200, shown(visit, found.orElseThrow(), members, one)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  private Optional<Address> member(Visit visit, Members members, Pool pool) {
    var sid = visit.request().variable("sid");
    return pool.senders(directory()).stream()
        .filter(sender -> sender.kind() == members.kind)
        .filter(sender -> Owned.sid(visit.accountId(), sender).equals(sid))
        .findFirst();
  }

  /// Takes a sender out of the pool; the account keeps it.
  Reply leave(Visit visit, Members members) throws InterruptedException {
    changing.lockInterruptibly();
    try {
      var found = find(visit);
      var sender = found.flatMap(pool -> member(visit, members, pool));
      if (sender.isEmpty()) {
        return visit.no(Code.NOT_FOUND);
      }
      var pool = found.orElseThrow();
      var senders = new ArrayList<>(pool.senders(directory()));
      senders.remove(sender.get());
      return gone(
          visit,
          arranging.roster().by(visit.author()).put(pool.with(senders, arranging.clock().now())));
    } finally {
      changing.unlock();
    }
  }

  private Representation shown(Visit visit, Pool pool) {
    var resource = pool.resource();
    var url = root(visit) + "/" + pool.sid();
    var links = new Representation("Links");
    for (var members : Members.values()) {
      links.text(
          members.path.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT),
          url + "/" + members.path);
    }
    var shown =
        new Representation("Service")
            .text("sid", pool.sid())
            .text("account_sid", Sids.account(resource.account()))
            .text("friendly_name", resource.name())
            .text("date_created", Surface.LAML.printed(resource.created()))
            .text("date_updated", Surface.LAML.printed(resource.updated()));
    Settings.SERVICE.print(shown, resource.facts());
    return shown.flag("us_app_to_person_registered", false).text("url", url).group("links", links);
  }

  private Representation shown(Visit visit, Pool pool, Members members, Address sender) {
    var sid = Owned.sid(visit.accountId(), sender);
    var at = Surface.LAML.printed(pool.resource().updated());
    var shown =
        new Representation("Sender")
            .text("sid", sid)
            .text("account_sid", Sids.account(visit.accountId()))
            .text("service_sid", pool.sid())
            .text("date_created", at)
            .text("date_updated", at)
            .text(members.key, sender.value());
    if (members == Members.PHONE_NUMBERS) {
      shown.text("country_code", Optional.of(country.apply(sender.value())));
    } else if (members == Members.SHORT_CODES) {
      shown.nothing("country_code");
    }
    return shown
        .many("capabilities", List.of("SMS"))
        .text("url", root(visit) + "/" + pool.sid() + "/" + members.path + "/" + sid);
  }

  private static Reply listed(Visit visit, String key, List<Representation> all) {
    return switch (Paging.read(visit.request().query())) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) -> {
        int from = (int) Math.min(all.size(), paging.offset());
        int to = Math.min(all.size(), from + paging.size());
        var meta =
            new Representation("Meta")
                .whole("page", paging.number())
                .whole("page_size", paging.size())
                .text("first_page_url", page(visit, paging, 0))
                .text(
                    "previous_page_url",
                    Optional.of(page(visit, paging, paging.number() - 1))
                        .filter(_ -> paging.number() > 0))
                .text(
                    "next_page_url",
                    Optional.of(page(visit, paging, paging.number() + 1))
                        .filter(_ -> to < all.size()))
                .text("url", page(visit, paging, paging.number()))
                .text("key", key);
        var envelope = new Representation("Page").group("meta", meta);
        yield Reply.of(
            200,
            visit.shape().contentType(),
            envelope.listed(visit.shape(), key, all.subList(from, to)));
      }
    };
  }

  private static String page(Visit visit, Paging paging, int number) {
    var query =
        new FormWriter()
            .add(Paging.SIZE, Integer.toString(paging.size()))
            .add(Paging.NUMBER, Integer.toString(number));
    return origin(visit) + visit.request().path() + "?" + query.text();
  }

  private static String root(Visit visit) {
    return origin(visit) + MycpaasRoutes.SERVICES;
  }

  /// Where the caller found us. A host with a port of its own is taken to speak plain HTTP, unless
  /// a proxy before us says otherwise.
  private static String origin(Visit visit) {
    var host = visit.request().header("Host").filter(text -> text.matches("[\\w.:\\[\\]-]+"));
    var scheme =
        visit
            .request()
            .header("X-Forwarded-Proto")
            .filter(text -> text.equals("http") || text.equals("https"))
            .orElse(host.filter(text -> text.matches(".*:[0-9]+")).isPresent() ? "http" : "https");
    return scheme + "://" + host.orElse("localhost");
  }
}
