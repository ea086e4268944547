package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.front.form.FormFields;
import io.carillon.front.naming.Facts;
import io.carillon.model.Address;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The short codes of an account.
final class ShortCodeRoutes {
  private static final int NAME_MAX = 64;

  private final Arranging arranging;
  private final Once once;

  ShortCodeRoutes(Arranging arranging) {
    this.arranging = arranging;
    this.once = new Once(arranging.roster());
  }

  Reply list(Visit visit) {
    var query = visit.request().query();
    var name = query.first("FriendlyName").filter(text -> !text.isBlank());
    var part = query.first("ShortCode").filter(text -> !text.isBlank());
    return switch (Paging.read(query)) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) ->
          new Listing(visit, paging, path(visit), "short_codes", "ShortCodes")
              .replyOf(
                  Owned.of(
                          arranging.accounts().directory(),
                          visit.account(),
                          Address.Kind.SHORT_CODE)
                      .stream()
                      .filter(own -> name.map(own.name()::equals).orElse(true))
                      .filter(own -> part.map(own.address().value()::contains).orElse(true))
                      .map(own -> shown(visit, own))
                      .toList());
    };
  }

  Reply fetch(Visit visit) {
    return find(visit)
        .map(own -> visit.reply(200, shown(visit, own)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  Reply update(Visit visit) throws InterruptedException {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var own = found.get();
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    return switch (Settings.SHORT_CODE.read(fields, own.facts(), arranging.objections())) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var set) -> {
        var facts = new HashMap<>(set);
        name.ifPresent(text -> facts.put(Facts.FRIENDLY_NAME, text));
        fields.text("SmsUrl").ifPresent(_ -> facts.put(Facts.SMS_DIALECT, Surface.DIALECT));
        var refusal = once.refuses(visit, own.id());
        yield refusal.isPresent() ? visit.no(refusal.get()) : put(visit, own, facts);
      }
    };
  }

  private Reply put(Visit visit, Owned own, Map<String, String> facts) throws InterruptedException {
    return switch (own.put(arranging.roster().by(visit.author()), facts, arranging.clock().now())) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource>(var kept, _) ->
          visit.reply(
              200, shown(visit, new Owned(own.account(), own.address(), Optional.of(kept))));
    };
  }

  private Optional<Owned> find(Visit visit) {
    var directory = arranging.accounts().directory();
    return Owned.find(directory, visit.account(), visit.request().variable("sid"))
        .filter(own -> own.address().kind() == Address.Kind.SHORT_CODE);
  }

  private static String path(Visit visit) {
    return visit.surface().path(visit.accountId(), "/SMS/ShortCodes");
  }

  private static Representation shown(Visit visit, Owned own) {
    var shown =
        new Representation("ShortCode")
            .text("account_sid", Sids.account(own.account().id()))
            .text("api_version", Surface.VERSION)
            .text("date_created", visit.surface().printed(own.created()))
            .text("date_updated", visit.surface().printed(own.updated()))
            .text("friendly_name", own.name())
            .text("short_code", own.address().value())
            .text("sid", own.sid());
    Settings.SHORT_CODE.print(shown, own.facts());
    return shown.text("uri", path(visit) + "/" + own.sid() + visit.shape().printed());
  }
}
