package io.carillon.front.v2;

import io.carillon.engine.dispatch.CarrierStanding;
import io.carillon.engine.dispatch.Outlooks;
import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;

/// Answers how the carriers stand, and what limits each now.
final class V2Carriers {
  private final Outlooks outlooks;

  V2Carriers(Outlooks outlooks) {
    this.outlooks = outlooks;
  }

  Reply list(Caller caller, Request request) {
    var json = new JsonWriter().object().text("object", "list").text("url", "/v2/carriers");
    json.flag("has_more", false).none("next_cursor").array("data");
    outlooks.carriers().forEach(standing -> carrier(json, standing));
    return Reply.json(200, json.endArray().end().bytes());
  }

  private void carrier(JsonWriter json, CarrierStanding standing) {
    var links = standing.links();
    var rate = standing.rate();
    var circuit = standing.circuit();
    json.object().text("object", "carrier").text("name", standing.name());
    json.text("channel", standing.channel().word()).text("state", standing.state().word());
    json.object("binds").number("configured", links.configured()).number("up", links.up()).end();
    json.object("window").number("in_use", links.inUse()).number("free", links.free()).end();
    json.object("rate");
    some(json, "configured", rate.configured());
    some(json, "limit", rate.limit());
    json.number("per_second", rate.measured());
    seconds(json, "paused_seconds", rate.pausedFor());
    json.end().object("circuit").text("state", circuit.word());
    seconds(json, "open_seconds", circuit.openFor());
    json.end().number("waiting", outlooks.waiting(standing));
    standing
        .answersWithin()
        .ifPresentOrElse(
            time -> json.number("answer_ms", time.toMillis()), () -> json.none("answer_ms"));
    json.text("limited_by", standing.limit().word()).text("why", standing.why());
    json.textOrNull("detail", links.detail()).end();
  }

  /// A number; `null` for none.
  private static void some(JsonWriter json, String name, long number) {
    if (number == 0) {
      json.none(name);
    } else {
      json.number(name, number);
    }
  }

  private static void seconds(JsonWriter json, String name, Duration time) {
    some(json, name, time.plusMillis(999).toSeconds());
  }
}
