package io.carillon.front.restcomm;

import io.carillon.front.door.Scope;
import io.carillon.front.form.FormFields;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;

/// Which channels of the Messages API an account is enabled for, and the Messages API as a whole
/// (`all`). The vendor does this by account managers: all of this is our choice.
final class EnablingRoutes {
  private static final String WHAT = "channel";
  private static final SheetReplies REPLIES = new SheetReplies("Channel", "Channels", "channels");

  private final Office office;

  EnablingRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    var patterns = new Patterns("/Channels");
    var door = office.door();
    var list = door.known(Scope.ACCOUNT_READ, this::list);
    var one = door.known(Scope.ACCOUNT_READ, this::one);
    var change = Keeper.writing(door, this::change);
    var routes = new ArrayList<Route>();
    patterns.list().forEach(pattern -> routes.add(Route.get(pattern, list)));
    for (var pattern : patterns.one()) {
      routes.add(Route.get(pattern, one));
      routes.add(Route.post(pattern, Keeper.BODY_MAX, change));
      routes.add(Route.put(pattern, Keeper.BODY_MAX, change));
    }
    return routes;
  }

  private Reply list(Visit visit) {
    var facts = facts(visit);
    var sheets = new ArrayList<Sheet>();
    sheets.add(sheet(facts, Enabling.ALL));
    for (var channel : Channel.values()) {
      sheets.add(sheet(facts, RestcommMapping.scheme(channel)));
    }
    return REPLIES.all(visit.shape(), sheets);
  }

  private Reply one(Visit visit) {
    return isKnown(visit.sid())
        ? REPLIES.one(visit.shape(), sheet(facts(visit), visit.sid()))
        : visit.notFound();
  }

  private Reply change(Visit visit) throws InterruptedException {
    if (!isKnown(visit.sid())) {
      return visit.notFound();
    }
    if (!visit.isFromAbove() && visit.account().parent().isPresent()) {
      return visit.no(
          Refusal.of(Fault.FORBIDDEN, "", "Only an account above may enable channels."));
    }
    var fields = FormFields.read(visit.request().body());
    if (fields.filled("Enabled").isEmpty()) {
      fields.wrong(Refusal.of(Fault.FIELD_MISSING, "Enabled", "Enabled can not be null."));
    }
    boolean enabled = fields.flag("Enabled", true);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var settings = facts(visit).enabling(visit.sid(), enabled, office.next(), office.now());
    return office.once(
        visit,
        WHAT + " " + visit.sid(),
        visit.accountId().value(),
        () -> Office.reply(visit, office.orders(visit).put(settings), _ -> one(visit)),
        () -> one(visit));
  }

  private AccountFacts facts(Visit visit) {
    return AccountFacts.of(office.directory(), visit.accountId());
  }

  private static boolean isKnown(String word) {
    return word.equals(Enabling.ALL)
        || RestcommMapping.channel(word)
            .filter(channel -> RestcommMapping.scheme(channel).equals(word))
            .isPresent();
  }

  private static Sheet sheet(AccountFacts facts, String word) {
    boolean enabled =
        RestcommMapping.channel(word)
            .map(channel -> Enabling.isEnabled(facts, channel))
            .orElseGet(() -> facts.enabled(Enabling.ALL).orElse(true));
    return new Sheet()
        .text("channel", word)
        .text("account_sid", Sids.account(facts.account()))
        .flag("enabled", enabled)
        .text("uri", Sids.path(facts.account()) + "/Channels/" + word);
  }
}
