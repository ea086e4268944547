package io.carillon.front.restcomm;

import io.carillon.engine.account.Inventory.Kind;
import io.carillon.engine.account.Inventory.Offer;
import io.carillon.engine.account.Order;
import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Incoming phone numbers: list, take from the inventory, read, set, hand to another account, give
/// back; and the factories, which know numbers of one kind only.
final class NumberRoutes implements Keeper {
  private static final String WHAT = "number";
  private static final String PATH = "/IncomingPhoneNumbers";

  /// What Restcomm-Connect says where a number cannot be had.
  private static final String NOT_TO_BE_HAD = "21452";

  private final Office office;

  NumberRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    var routes = new ArrayList<>(Keeper.routes(office.door(), new Patterns(PATH), this));
    for (var kind : Kind.values()) {
      var list = office.door().known(Scope.ACCOUNT_READ, visit -> list(visit, Optional.of(kind)));
      var take = Keeper.writing(office.door(), visit -> create(visit, Optional.of(kind)));
      for (var pattern : new Patterns(PATH + "/" + RestcommMapping.word(kind)).list()) {
        routes.add(Route.get(pattern, list));
        routes.add(Route.post(pattern, BODY_MAX, take));
      }
    }
    return routes;
  }

  @Override
  public Reply list(Visit visit) {
    return list(visit, Optional.empty());
  }

  private Reply list(Visit visit, Optional<Kind> kind) {
    var all = new ArrayList<PhoneLine>();
    PhoneLine.of(office.directory(), visit.accountId())
        .filter(line -> kind.map(wanted -> wanted == kind(line)).orElse(true))
        .filter(line -> passes(line, visit.request()))
        .forEach(all::add);
    sort(all, visit.request());
    return ListPages.of(all, NumberSheets::sid)
        .reply(
            visit,
            lines ->
                new ListPages.Written(
                    NumberSheets.REPLIES, NumberSheets.all(office, visit, lines)));
  }

  private static boolean passes(PhoneLine line, Request request) {
    boolean numbered =
        request
            .query("PhoneNumber")
            .filter(pattern -> !pattern.isEmpty())
            .map(pattern -> Wildcard.of(pattern).isIn(line.number()))
            .orElse(true);
    return numbered
        && request
            .query("FriendlyName")
            .filter(name -> !name.isEmpty())
            .map(line.friendlyName()::equals)
            .orElse(true);
  }

  /// Fields that are not known, and what cannot be read, are passed over.
  private static void sort(List<PhoneLine> lines, Request request) {
    var sorting = Sorting.of(request.query());
    var order =
        switch (sorting.field()) {
          case "FriendlyName" -> Optional.of(Comparator.comparing(PhoneLine::friendlyName));
          case "PhoneNumber" -> Optional.of(Comparator.comparing(PhoneLine::number));
          default -> Optional.<Comparator<PhoneLine>>empty();
        };
    order.ifPresent(by -> lines.sort(sorting.ascending() ? by : by.reversed()));
  }

  /// A number that does not stand in the inventory is taken for a local one.
  private Kind kind(PhoneLine line) {
    return line.address()
        .flatMap(office.doing().inventory()::find)
        .map(Offer::kind)
        .orElse(Kind.LOCAL);
  }

  @Override
  public Reply create(Visit visit) throws InterruptedException {
    return create(visit, Optional.empty());
  }

  private Reply create(Visit visit, Optional<Kind> kind) throws InterruptedException {
    var form = form(visit, Map.of());
    var area = kind.isEmpty() ? form.fields().filled("AreaCode", 3) : Optional.<String>empty();
    var wanted =
        area.isPresent() ? "" : form.required("PhoneNumber", "Phone number", Forms.NAME_MAX);
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    if (kind.isEmpty() && form.fields().flag("isSIP", false)) {
      return createPattern(visit, wanted, form);
    }
    return take(
        visit,
        directory ->
            area.isPresent() ? inArea(directory, area.get()) : onOffer(directory, wanted, kind),
        form.facts());
  }

  private Optional<Address> inArea(Directory directory, String area) {
    return first(directory, Optional.of(Kind.LOCAL), number -> number.startsWith("+1" + area));
  }

  /// The number itself, or the first that fits where it holds wildcards.
  private Optional<Address> onOffer(Directory directory, String wanted, Optional<Kind> kind) {
    var number = wanted.startsWith("+") ? wanted : "+" + wanted.strip();
    if (number.indexOf('*') >= 0) {
      var wildcard = Wildcard.of(number);
      return first(directory, kind, wildcard::is);
    }
    return Optional.of(number)
        .filter(Address::isE164)
        .map(Address::phone)
        .flatMap(office.doing().inventory()::find)
        .filter(offer -> kind.map(only -> only == offer.kind()).orElse(true))
        .map(Offer::address);
  }

  private Optional<Address> first(
      Directory directory, Optional<Kind> kind, Predicate<String> fits) {
    var inventory = office.doing().inventory();
    return inventory.offers(directory, kind, "", fits, 1).stream().map(Offer::address).findFirst();
  }

  private Reply take(
      Visit visit, Function<Directory, Optional<Address>> choice, Map<String, String> facts)
      throws InterruptedException {
    var account = visit.accountId();
    var order =
        office
            .orders(visit)
            .take(
                account,
                choice,
                address -> number(account, address).id(),
                Office.key(visit, WHAT),
                id -> OwnNumber.find(office.directory(), account, id).map(OwnNumber::address));
    return switch (order) {
      case Order.Refused<Sender>(var refusal) when refusal.fault() == Fault.NOT_FOUND ->
          visit.no(Reply.text(400, NOT_TO_BE_HAD));
      case Order.Refused<Sender>(var refusal) -> visit.no(refusal);
      case Order.Done<Sender>(var taken, var repeated) -> {
        var line = PhoneLine.of(number(account, taken.address()));
        yield repeated ? shown(visit, line) : kept(visit, line, facts);
      }
    };
  }

  private OwnNumber number(AccountId account, Address address) {
    return OwnNumber.of(office.directory(), account, address);
  }

  private Reply createPattern(Visit visit, String pattern, Forms form) throws InterruptedException {
    if (NumberPattern.read(pattern).isEmpty()) {
      return visit.wrong("PhoneNumber", "'PhoneNumber' is neither a number nor a pattern.");
    }
    var facts = new HashMap<>(form.facts());
    facts.put(PhoneLine.PATTERN, "true");
    var now = office.now();
    var resource =
        new Resource(
            office.next(), visit.accountId(), Resource.Kind.NUMBER, pattern, facts, now, now);
    return Office.reply(
        visit,
        office.orders(visit).add(resource, Office.key(visit, WHAT)),
        made -> shown(visit, PhoneLine.of(made)));
  }

  @Override
  public Reply one(Visit visit) {
    return find(visit).map(line -> shown(visit, line)).orElseGet(visit::notFound);
  }

  @Override
  public Reply change(Visit visit) throws InterruptedException {
    var line = find(visit);
    if (line.isEmpty()) {
      return handed(visit);
    }
    var form = form(visit, line.get().facts());
    var heir = heir(visit, form);
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    return heir.isPresent()
        ? hand(visit, line.get(), heir.get())
        : office.once(
            visit,
            WHAT,
            line.get().id(),
            () -> kept(visit, line.get(), form.facts()),
            () -> one(visit));
  }

  /// Answers a request about a number that is not there: one that repeats its handing over finds it
  /// with its new account.
  private Reply handed(Visit visit) throws InterruptedException {
    var heir = heir(visit, new Forms(visit.request().body(), Map.of()));
    return heir.isEmpty()
        ? visit.notFound()
        : office.recalled(
            visit, handing(visit), id -> again(with(visit, heir.get()), id), visit::notFound);
  }

  private static Optional<Idempotency> handing(Visit visit) {
    return Office.key(visit, WHAT + " " + visit.sid());
  }

  /// The number of this id, wherever it has gone since.
  private Reply again(Visit visit, Id id) {
    return find(visit.accountId(), id).map(line -> shown(visit, line)).orElseGet(visit::notFound);
  }

  private static Visit with(Visit visit, Account account) {
    return new Visit(visit.caller(), account, visit.request());
  }

  /// The other account that a number is to go to: one that the caller may act for.
  private Optional<Account> heir(Visit visit, Forms form) {
    var sid = form.fields().filled("AccountSid", Forms.NAME_MAX);
    var heir = sid.flatMap(name -> office.door().theirs(visit.caller(), name));
    if (sid.isPresent() && heir.isEmpty()) {
      form.fields().wrong("AccountSid", "names no account of yours");
    }
    return heir.filter(account -> !account.id().equals(visit.accountId()));
  }

  private Reply hand(Visit visit, PhoneLine line, Account heir) throws InterruptedException {
    if (line.address().isEmpty()) {
      return visit.wrong("AccountSid", "A pattern stays with its account.");
    }
    var address = line.address().get();
    var there = number(heir.id(), address).id();
    var order =
        office.orders(visit).hand(visit.accountId(), address, heir.id(), handing(visit), there);
    return Office.reply(visit, order, _ -> again(with(visit, heir), there));
  }

  @Override
  public Reply drop(Visit visit) throws InterruptedException {
    var line = find(visit);
    if (line.isEmpty()) {
      return visit.notFound();
    }
    var address = line.get().address();
    return address.isPresent()
        ? Office.reply(
            visit,
            office.orders(visit).release(visit.accountId(), address.get()),
            _ -> Reply.empty(204))
        : Office.reply(
            visit,
            office.orders(visit).drop(line.get().settings().orElseThrow()),
            _ -> Reply.empty(204));
  }

  private Optional<PhoneLine> find(Visit visit) {
    return Sids.read(Sids.NUMBER, visit.sid()).flatMap(id -> find(visit.accountId(), id));
  }

  private Optional<PhoneLine> find(AccountId account, Id id) {
    return PhoneLine.of(office.directory(), account)
        .filter(line -> line.id().equals(id))
        .findFirst();
  }

  private Forms form(Visit visit, Map<String, String> facts) {
    return new NumberForm(
            visit.request().body(), facts, sid -> ApplicationRoutes.find(office, visit, sid))
        .read(office.doing().objections());
  }

  private Reply kept(Visit visit, PhoneLine line, Map<String, String> facts)
      throws InterruptedException {
    var order = office.orders(visit).put(line.with(facts, office.now()));
    return Office.reply(
        visit,
        order,
        made ->
            shown(
                visit,
                new PhoneLine(
                    line.id(), line.account(), line.number(), line.address(), Optional.of(made))));
  }

  private Reply shown(Visit visit, PhoneLine line) {
    return NumberSheets.REPLIES.one(visit.shape(), NumberSheets.sheet(office, visit, line));
  }
}
