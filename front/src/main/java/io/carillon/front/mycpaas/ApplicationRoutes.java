package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.form.FormFields;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Applications: URLs under one name, that numbers and messages refer to.
final class ApplicationRoutes {
  static final Resource.Kind KIND = Resource.Kind.APPLICATION;
  private static final int NAME_MAX = 64;

  private final Accounts accounts;
  private final Roster roster;
  private final Once once;
  private final Ids ids;
  private final Clock clock;
  private final Function<String, Optional<String>> objections;

  ApplicationRoutes(Arranging arranging) {
    accounts = arranging.accounts();
    roster = arranging.roster();
    once = new Once(roster);
    ids = arranging.ids();
    clock = arranging.clock();
    objections = arranging.objections();
  }

  Reply list(Visit visit) {
    var query = visit.request().query();
    var name = query.first("FriendlyName").filter(text -> !text.isBlank());
    return switch (Paging.read(query)) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) ->
          new Listing(visit, paging, path(visit), "applications", "Applications")
              .replyOf(
                  accounts.directory().resources(visit.accountId(), KIND).stream()
                      .filter(found -> name.map(found.name()::equals).orElse(true))
                      .map(found -> shown(visit, found))
                      .toList());
    };
  }

  Reply create(Visit visit) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    return switch (Settings.APPLICATION.read(fields, Map.of(), objections)) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) -> {
        var now = clock.now();
        var made =
            new Resource(ids.next(), visit.accountId(), KIND, name.orElse(""), facts, now, now);
        yield answered(visit, 201, roster.by(visit.author()).add(made, Once.key(visit)));
      }
    };
  }

  Reply fetch(Visit visit) {
    return find(visit)
        .map(found -> visit.reply(200, shown(visit, found)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  Reply update(Visit visit) throws InterruptedException {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var before = found.get();
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    return switch (Settings.APPLICATION.read(fields, before.facts(), objections)) {
      case Settings.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Settings.Read.Good(var facts) -> {
        var refusal = once.refuses(visit, before.id());
        var after = before.with(name.orElse(before.name()), facts, clock.now());
        yield refusal.isPresent()
            ? visit.no(refusal.get())
            : answered(visit, 200, Once.put(roster.by(visit.author()), before, after));
      }
    };
  }

  Reply delete(Visit visit) throws InterruptedException {
    var found = find(visit);
    if (found.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    return switch (roster.by(visit.author()).drop(found.get())) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource> _ -> Reply.empty(204);
    };
  }

  private Optional<Resource> find(Visit visit) {
    return Sids.arranged("AP", visit.request().variable("sid"))
        .flatMap(id -> accounts.directory().resource(visit.accountId(), KIND, id));
  }

  private static Reply answered(Visit visit, int status, Order<Resource> order) {
    return switch (order) {
      case Order.Refused<Resource>(var refusal) -> visit.no(refusal);
      case Order.Done<Resource>(var application, _) ->
          visit.reply(status, shown(visit, application));
    };
  }

  private static String path(Visit visit) {
    return visit.surface().path(visit.accountId(), "/Applications");
  }

  private static Representation shown(Visit visit, Resource application) {
    var sid = "AP" + application.id().hex();
    var shown =
        new Representation("Application")
            .text("account_sid", Sids.account(application.account()))
            .text("api_version", Surface.VERSION)
            .text("date_created", visit.surface().printed(application.created()))
            .text("date_updated", visit.surface().printed(application.updated()))
            .text("friendly_name", application.name())
            .text("sid", sid);
    Settings.APPLICATION.print(shown, application.facts());
    return shown.text("uri", path(visit) + "/" + sid + visit.shape().printed());
  }
}
