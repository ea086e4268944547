package io.carillon.front.mycpaas;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Order;
import io.carillon.front.form.FormFields;
import io.carillon.front.naming.Facts;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.wire.http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The phone numbers of an account, and those that it may take.
final class NumberRoutes {
  private static final int NAME_MAX = 64;
  private static final String NUMBERS = "/IncomingPhoneNumbers";

  private final Arranging arranging;
  private final Once once;
  private final Predicate<Channel> carried;

  /// @param carried whether any carrier carries a channel
  NumberRoutes(Arranging arranging, Predicate<Channel> carried) {
    this.arranging = arranging;
    this.once = new Once(arranging.roster());
    this.carried = carried;
  }

  private Directory directory() {
    return arranging.accounts().directory();
  }

  /// The account's numbers, of one kind or of any.
  Reply list(Visit visit, Optional<Inventory.Kind> kind) {
    var query = visit.request().query();
    var name = query.first("FriendlyName").filter(text -> !text.isBlank());
    var part = query.first("PhoneNumber").filter(text -> !text.isBlank());
    if (part.filter(text -> !text.matches("[ +]?[0-9*]{0,16}")).isPresent()) {
      return Denial.of(
              Code.BAD_REQUEST, "'PhoneNumber' may have a plus, digits and * for any digit.")
          .reply(visit.shape());
    }
    var pattern = part.map(NumberRoutes::pattern);
    return switch (Paging.read(query)) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) ->
          new Listing(
                  visit,
                  paging,
                  path(visit) + kind.map(NumberRoutes::part).orElse(""),
                  "incoming_phone_numbers",
                  "IncomingPhoneNumbers")
              .replyOf(
                  Owned.of(directory(), visit.account(), Address.Kind.PHONE).stream()
                      .filter(own -> kind.map(kindOf(own.address())::equals).orElse(true))
                      .filter(own -> name.map(own.name()::equals).orElse(true))
                      .filter(own ->
                          pattern
                              .map(some -> some.matcher(own.address().value()).find())
                              .orElse(true))
                      .map(own -> shown(visit, own))
                      .toList());
    };
  }

  /// A plus that was not escaped comes as a space.
  private static Pattern pattern(String part) {
    return Pattern.compile(part.replace(' ', '+').replace("+", "\\+").replace("*", "[0-9]"));
  }

  /// The last part of the path of numbers of one kind.
  static String part(Inventory.Kind kind) {
    return switch (kind) {
      case LOCAL -> "/Local";
      case TOLL_FREE -> "/TollFree";
      case MOBILE -> "/Mobile";
    };
  }

  /// Numbers that the inventory does not know count as local ones.
  private Inventory.Kind kindOf(Address address) {
    return arranging
        .inventory()
        .find(address)
        .map(Inventory.Offer::kind)
        .orElse(Inventory.Kind.LOCAL);
  }

  /// Takes a number: the one that is named, or the first on offer in an area.
  Reply create(Visit visit, Optional<Inventory.Kind> kind) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var number = fields.filled("PhoneNumber");
    var area = fields.filled("AreaCode");
    if (number.filter(text -> !Address.isE164(text)).isPresent()
        || (number.isEmpty() && area.isEmpty())) {
      return visit.no(fields.refusal().isPresent() ? Code.BAD_REQUEST : Code.NUMBER_INVALID);
    }
    if (area.filter(code -> !code.matches("[2-9][0-9]{2}")).isPresent()) {
      return visit.no(Code.AREA_CODE_INVALID);
    }
    return switch (read(visit, fields, Map.of())) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) ->
          take(
              visit,
              directory ->
                  number
                      .map(Address::phone)
                      .or(() -> offered(directory, kind, area.orElse("")))
                      .filter(one -> kind.map(kindOf(one)::equals).orElse(true)),
              facts);
    };
  }

  private Optional<Address> offered(
      Directory directory, Optional<Inventory.Kind> kind, String area) {
    return arranging
        .inventory()
        .offers(directory, kind, "", number -> isIn(area, number), 1)
        .stream()
        .findFirst()
        .map(Inventory.Offer::address);
  }

  /// Whether the digits behind the calling code begin so.
  private static boolean isIn(String area, String number) {
    return number.startsWith("+1")
        ? number.startsWith(area, 2)
        : number.startsWith(area, 3) || number.startsWith(area, 4);
  }

  private Reply take(
      Visit visit, Function<Directory, Optional<Address>> choice, Map<String, String> facts)
      throws InterruptedException {
    var taken =
        arranging
            .roster()
            .by(visit.author())
            .take(
                visit.accountId(),
                choice,
                address -> own(visit, address).id(),
                Once.key(visit),
                id -> Owned.find(directory(), visit.account(), id).map(Owned::address));
    return switch (taken) {
      case Order.Refused<Sender>(var refusal) ->
          refusal.fault() == Fault.NOT_FOUND
              ? visit.no(Code.NUMBER_NOT_AVAILABLE)
              : visit.no(refusal);
      case Order.Done<Sender>(var sender, var repeated) -> {
        if (!repeated) {
          var own = own(visit, sender.address());
          arranging.roster().by(visit.author()).put(own.fresh(facts, arranging.clock().now()));
        }
        yield visit.reply(201, shown(visit, own(visit, sender.address())));
      }
    };
  }

  private Owned own(Visit visit, Address address) {
    return Owned.of(directory(), visit.account(), address);
  }

  Reply fetch(Visit visit) {
    return find(visit)
        .map(own -> visit.reply(200, shown(visit, own)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  private Optional<Owned> find(Visit visit) {
    return Owned.find(directory(), visit.account(), visit.request().variable("sid"))
        .filter(own -> own.address().kind() == Address.Kind.PHONE);
  }

  Reply update(Visit visit) throws InterruptedException {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var own = found.get();
    var fields = FormFields.read(visit.request().body());
    if (fields.filled("AccountSid").filter(sid -> !isOf(visit, sid)).isPresent()) {
      return Denial.of(Code.BAD_REQUEST, "A number cannot be moved to another account here.")
          .reply(visit.shape());
    }
    return switch (read(visit, fields, own.facts())) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) -> {
        var refusal = once.refuses(visit, own.id());
        yield refusal.isPresent() ? visit.no(refusal.get()) : put(visit, own, facts);
      }
    };
  }

  private static boolean isOf(Visit visit, String sid) {
    return sid.equals(Sids.account(visit.accountId()));
  }

  private Reply put(Visit visit, Owned own, Map<String, String> facts) throws InterruptedException {
    return switch (own.put(arranging.roster().by(visit.author()), facts, arranging.clock().now())) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource>(var kept, _) ->
          visit.reply(
              200, shown(visit, new Owned(own.account(), own.address(), Optional.of(kept))));
    };
  }

  /// What a form sets on a number, its name and application included.
  private Settings.Read read(Visit visit, FormFields fields, Map<String, String> before) {
    var name = fields.text("FriendlyName").map(String::strip);
    if (name.filter(text -> text.length() > NAME_MAX).isPresent()) {
      var words = "'FriendlyName' may have at most " + NAME_MAX + " characters.";
      return new Settings.Read.Refused(Denial.of(Code.BAD_REQUEST, words));
    }
    var application = fields.text("SmsApplicationSid").map(String::strip);
    var known = application.flatMap(sid -> application(visit, sid));
    if (application.filter(sid -> !sid.isEmpty()).isPresent() && known.isEmpty()) {
      var words = "'SmsApplicationSid' is no application of the account.";
      return new Settings.Read.Refused(Denial.of(Code.BAD_REQUEST, words));
    }
    return switch (Settings.NUMBER.read(fields, before, arranging.objections())) {
      case Settings.Read.Refused refused -> refused;
      case Settings.Read.Good(var set) -> {
        var facts = new HashMap<>(set);
        name.ifPresent(text -> facts.put(Facts.FRIENDLY_NAME, text));
        application.ifPresent(_ -> facts.remove(Facts.SMS_APPLICATION));
        known.ifPresent(id -> facts.put(Facts.SMS_APPLICATION, id.hex()));
        if (application.isPresent() || fields.text("SmsUrl").isPresent()) {
          facts.put(Facts.SMS_DIALECT, Surface.DIALECT);
        }
        yield new Settings.Read.Good(facts);
      }
    };
  }

  private Optional<Id> application(Visit visit, String sid) {
    return Sids.arranged("AP", sid)
        .flatMap(id -> directory().resource(visit.accountId(), ApplicationRoutes.KIND, id))
        .map(Resource::id);
  }

  Reply delete(Visit visit) throws InterruptedException {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    return switch (arranging
        .roster()
        .by(visit.author())
        .release(visit.accountId(), found.get().address())) {
      case Order.Refused<Address>(var refusal) -> visit.no(refusal);
      case Order.Done<Address> _ -> Reply.empty(204);
    };
  }

  private static String path(Visit visit) {
    return visit.surface().path(visit.accountId(), NUMBERS);
  }

  private Representation shown(Visit visit, Owned own) {
    var application = own.settings().flatMap(kept -> kept.fact(Facts.SMS_APPLICATION));
    var shown =
        new Representation("IncomingPhoneNumber")
            .text("account_sid", Sids.account(own.account().id()))
            .text("address_requirements", "none")
            .text("api_version", Surface.VERSION)
            .flag("beta", false)
            .group("capabilities", capabilities())
            .text("date_created", visit.surface().printed(own.created()))
            .text("date_updated", visit.surface().printed(own.updated()))
            .text("friendly_name", own.name())
            .text("origin", "twilio")
            .text("phone_number", own.address().value())
            .text("sid", own.sid())
            .text("sms_application_sid", application.map(hex -> "AP" + hex).orElse(""));
    Settings.NUMBER.print(shown, own.facts());
    return shown
        .text("emergency_status", "Inactive")
        .nothing("emergency_address_status")
        .text("voice_receive_mode", "voice")
        .text("status", "in-use")
        .text("type", kindOf(own.address()).word())
        .text("uri", path(visit) + "/" + own.sid() + visit.shape().printed());
  }

  private Representation capabilities() {
    return new Representation("Capabilities")
        .flag("fax", false)
        .flag("mms", carried.test(Channel.MMS))
        .flag("sms", carried.test(Channel.SMS))
        .flag("voice", false);
  }

  /// Numbers that the account may take, of one country and kind.
  Reply available(Visit visit, Inventory.Kind kind) {
    var query = visit.request().query();
    var area = query.first("AreaCode").filter(text -> !text.isBlank());
    var contains = query.first("Contains").filter(text -> !text.isBlank());
    if (area.filter(code -> !code.matches("[0-9]{3}")).isPresent()) {
      return visit.no(Code.AREA_CODE_INVALID);
    }
    if (contains.filter(text -> !text.matches("[ +]?[0-9*]{0,16}")).isPresent()) {
      return Denial.of(Code.BAD_REQUEST, "'Contains' may have digits and * for any digit.")
          .reply(visit.shape());
    }
    var pattern = contains.map(NumberRoutes::pattern);
    Predicate<String> fits =
        number ->
            area.map(code -> isIn(code, number)).orElse(true)
                && pattern.map(some -> some.matcher(number).find()).orElse(true);
    var country = visit.request().variable("country");
    return switch (Paging.read(query)) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) -> {
        boolean none = query.first("VoiceEnabled").filter("true"::equalsIgnoreCase).isPresent();
        var offers =
            none
                ? List.<Inventory.Offer>of()
                : arranging
                    .inventory()
                    .offers(directory(), Optional.of(kind), country, fits, Inventory.NUMBERS_MAX);
        var path = "/AvailablePhoneNumbers/" + country + part(kind);
        yield new Listing(
                visit,
                paging,
                visit.surface().path(visit.accountId(), path),
                "available_phone_numbers",
                "AvailablePhoneNumbers")
            .replyOf(offers.stream().map(this::shown).toList());
      }
    };
  }

  private Representation shown(Inventory.Offer offer) {
    var shown =
        new Representation("AvailablePhoneNumber")
            .text("address_requirements", "none")
            .flag("beta", false)
            .group("capabilities", capabilities())
            .text("friendly_name", offer.address().value())
            .text("iso_country", offer.country());
    for (var unknown :
        List.of("lata", "latitude", "locality", "longitude", "postal_code", "rate_center")) {
      shown.nothing(unknown);
    }
    return shown.text("phone_number", offer.address().value()).nothing("region");
  }
}
