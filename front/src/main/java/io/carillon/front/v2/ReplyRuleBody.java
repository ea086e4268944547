package io.carillon.front.v2;

import io.carillon.engine.reply.Choice;
import io.carillon.engine.reply.ReplyRule;
import io.carillon.engine.reply.ReplyRule.Hours;
import io.carillon.engine.reply.ReplyRule.Scope;
import io.carillon.engine.reply.Trial;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Resource;
import java.util.Locale;

/// How the API shows reply rules.
final class ReplyRuleBody {
  private static final String PREFIX = "rule_";

  private ReplyRuleBody() {}

  /// A rule as it is kept.
  record Kept(Resource resource, ReplyRule rule) {
    static Kept of(Resource resource) {
      return new Kept(resource, ReplyRule.of(resource));
    }
  }

  /// The name of a rule.
  static String name(Kept kept) {
    return name(kept.rule());
  }

  static String name(ReplyRule rule) {
    return PREFIX + rule.id().uuid();
  }

  static byte[] of(Kept kept) {
    var json = new JsonWriter();
    write(json, kept);
    return json.bytes();
  }

  static void write(JsonWriter json, Kept kept) {
    var rule = kept.rule();
    json.object().text("id", name(rule)).text("object", "reply_rule").text("name", rule.name());
    switch (rule.to()) {
      case Scope.All _ -> json.none("sender").none("pool");
      case Scope.One(var sender) -> json.text("sender", sender).none("pool");
      case Scope.OfPool(var pool) -> json.none("sender").text("pool", pool.hex());
    }
    json.number("position", rule.position()).text("match", rule.match());
    json.texts("words", rule.words()).textOrNull("pattern", rule.pattern());
    json.text("zone", rule.then().zone());
    rule.when().hours().ifPresentOrElse(hours -> write(json, hours), () -> json.none("hours"));
    var first = rule.when().firstAfterDays();
    if (first.isPresent()) {
      json.object("first_contact").number("after_days", first.getAsInt()).end();
    } else {
      json.none("first_contact");
    }
    json.textOrNull("text", rule.then().text()).flag("tell_webhook", rule.then().tells());
    json.texts("labels", rule.then().labels()).flag("continue", rule.then().continues());
    json.flag("paused", rule.paused().isPresent());
    json.textOrNull(
        "paused_because", rule.paused().map(why -> why.name().toLowerCase(Locale.ROOT)).orElse(""));
    json.moment("created", kept.resource().created()).moment("updated", kept.resource().updated());
    json.end();
  }

  private static void write(JsonWriter json, Hours hours) {
    json.object("hours").text("is", hours.inside() ? "inside" : "outside");
    json.texts("open", hours.open().written()).texts("closed", hours.open().closedDates()).end();
  }

  /// What would follow if a person wrote something.
  static byte[] of(Trial trial) {
    var json = new JsonWriter().object().text("object", "reply_preview");
    json.textOrNull(
        "taken_as", trial.taken().map(intent -> intent.name().toLowerCase(Locale.ROOT)).orElse(""));
    json.textOrNull("rule", trial.choice().rule().map(ReplyRuleBody::name).orElse(""));
    json.textOrNull("text", trial.text());
    boolean answers = !trial.text().isEmpty() && trial.against().isEmpty();
    json.flag("answers", answers).textOrNull("suppressed_because", trial.against().orElse(""));
    json.texts("labels", trial.labels().stream().sorted().toList());
    json.array("rules");
    for (Choice.Asked asked : trial.choice().asked()) {
      var rule = asked.rule();
      json.object().text("id", name(rule)).text("name", rule.name());
      json.text("finding", asked.finding().word()).text("because", asked.finding().words()).end();
    }
    return json.endArray().end().bytes();
  }
}
