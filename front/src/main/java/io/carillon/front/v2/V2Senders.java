package io.carillon.front.v2;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.sender.CountryRules;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of senders: those of the account, what it may take, and how it takes and
/// gives back one.
///
/// Numbers are taken from the inventory. Whoever operates the server may make anything a sender,
/// and may answer for it: it then counts as registered everywhere.
final class V2Senders {
  private static final int ID_DIGITS = 32;
  private static final int NAME_MAX = 11;
  private static final Set<String> FIELDS =
      Set.of("address", "calling_code", "registered_everywhere");
  private static final Set<String> OFFER_FILTERS =
      Set.of("kind", "country", "contains", "limit", "starting_after", "ending_before");
  private static final int PAGE_MAX = 100;

  private final Accounts accounts;
  private final Inventory inventory;
  private final CountryRules rules;
  private final Roster roster;

  V2Senders(V2Routes.Reading reading, Roster roster) {
    this.accounts = reading.accounts();
    this.inventory = reading.numbering().inventory();
    this.rules = reading.numbering().rules();
    this.roster = roster;
  }

  Reply list(Caller caller, Request request) {
    return roll(accounts, caller).list(request, "the id of a sender", this::page);
  }

  private byte[] page(Listing<Sender> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, new SenderBody(json, rules)::sender);
  }

  Reply one(Caller caller, Request request) {
    return roll(accounts, caller)
        .find(request.variable("id"))
        .map(sender -> Reply.json(200, body(sender)))
        .orElseGet(() -> none(request));
  }

  private byte[] body(Sender sender) {
    var json = new JsonWriter();
    new SenderBody(json, rules).sender(sender);
    return json.bytes();
  }

  static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such sender."), request);
  }

  /// The senders of the account.
  static Roll<Sender> roll(Accounts accounts, Caller caller) {
    var senders = V2Replies.ordered(accounts.directory().senders(caller.account().id()));
    return new Roll<>("/v2/senders", senders, SenderName::of);
  }

  Reply add(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    fields.require("address");
    var address = fields.text("address").flatMap(text -> address(fields, text));
    var code = fields.text("calling_code").orElse("");
    boolean bindable = address.filter(own -> own.kind() != Address.Kind.PHONE).isPresent();
    if (!code.isEmpty() && (!bindable || !code.matches("[1-9][0-9]{0,2}"))) {
      fields.wrong("calling_code", "must be 1 to 3 digits, of a short code or name");
    }
    boolean everywhere = fields.flag("registered_everywhere", false);
    var refusal = beyond(caller, everywhere).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    return made(caller, request, new Sender(account, address.orElseThrow(), code, everywhere));
  }

  private static Optional<Refusal> beyond(Caller caller, boolean everywhere) {
    if (!caller.isLive()) {
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "", "Only a live key takes a sender."));
    }
    return everywhere && !operates(caller)
        ? Optional.of(
            Refusal.of(
                Fault.FORBIDDEN,
                "registered_everywhere",
                "Only a key with the scope operate may answer for a sender."))
        : Optional.empty();
  }

  private static boolean operates(Caller caller) {
    return caller.operates();
  }

  private static Optional<Address> address(Fields fields, String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (Address.isE164(text)) {
      return Optional.of(Address.phone(text));
    }
    if (digits && text.length() >= 3 && text.length() <= 8) {
      return Optional.of(new Address(Address.Kind.SHORT_CODE, text));
    }
    boolean name = text.matches("[A-Za-z0-9 &'()*+,./:;=?@_-]{1," + NAME_MAX + "}");
    if (name && !digits && text.chars().anyMatch(Character::isLetter) && !text.isBlank()) {
      return Optional.of(new Address(Address.Kind.ALPHANUMERIC, text.strip()));
    }
    fields.wrong(
        "address",
        "must be a number in E.164, 3 to 8 digits, or a name of at most 11 letters, digits and"
            + " signs of the GSM alphabet with a letter among them");
    return Optional.empty();
  }

  private Reply made(Caller caller, Request request, Sender wanted) throws InterruptedException {
    boolean operates = operates(caller);
    var order =
        roster
            .by(caller.author(request))
            .enroll(
                directory -> Optional.of(wanted).filter(own -> isFree(directory, own, operates)),
                V2Senders::id,
                Repeats.key(request, caller.account().id(), "v2 sender"),
                id -> Optional.of(wanted).filter(own -> id(own).equals(id)));
    return switch (order) {
      case Order.Done<Sender>(var sender, _) -> Reply.json(201, body(sender));
      case Order.Refused<Sender>(var refusal) when refusal.fault() == Fault.NOT_FOUND ->
          V2Door.refused(
              Refusal.of(
                  Fault.FORBIDDEN,
                  "address",
                  "This is not on offer: GET /v2/available-numbers lists what is. A key with the"
                      + " scope operate may make any address a sender that no other account has."),
              request);
      case Order.Refused<Sender>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  /// Numbers have one owner; short codes and names may have several.
  private boolean isFree(Directory directory, Sender wanted, boolean operates) {
    boolean onOffer =
        operates
            || (inventory.find(wanted.address()).isPresent()
                && directory.owners(wanted.address()).isEmpty());
    boolean others =
        directory.owners(wanted.address()).stream()
            .anyMatch(owner -> !owner.account().equals(wanted.account()));
    return onOffer && (wanted.address().kind() != Address.Kind.PHONE || !others);
  }

  private static Id id(Sender sender) {
    return Id.fromHex(Keys.sha256(SenderName.of(sender)).substring(0, ID_DIGITS)).orElseThrow();
  }

  Reply release(Caller caller, Request request) throws InterruptedException {
    var sender = roll(accounts, caller).find(request.variable("id"));
    if (sender.isEmpty()) {
      return none(request);
    }
    if (!caller.isLive()) {
      return V2Door.refused(
          Refusal.of(Fault.FORBIDDEN, "", "Only a live key gives back a sender."), request);
    }
    return switch (roster
        .by(caller.author(request))
        .release(caller.account().id(), sender.get().address())) {
      case Order.Done<Address> _ -> Reply.json(200, body(sender.get()));
      case Order.Refused<Address>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  Reply offers(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, OFFER_FILTERS);
    var kind = query.word("kind", V2Senders::kind, "must be local, toll-free or mobile");
    var country = query.text("country");
    var part = query.text("contains");
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var offers =
        inventory.offers(
            accounts.directory(),
            kind,
            country,
            number -> number.contains(part),
            Inventory.NUMBERS_MAX);
    return new Roll<>("/v2/available-numbers", offers, offer -> offer.address().value())
        .page(paging)
        .map(page -> Reply.json(200, offered(page)))
        .orElseGet(() -> V2Door.refused(V2Query.badCursor(request.query(), "a number"), request));
  }

  private static Optional<Inventory.Kind> kind(String word) {
    return List.of(Inventory.Kind.values()).stream()
        .filter(kind -> kind.word().equals(word))
        .findFirst();
  }

  private static byte[] offered(Listing<Inventory.Offer> page) {
    var json = new JsonWriter();
    return V2Replies.list(
        json,
        page,
        offer -> {
          json.object().text("object", "available_number");
          json.text("address", offer.address().value());
          json.text("kind", offer.kind().word()).text("country", offer.country()).end();
        });
  }
}
