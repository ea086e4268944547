package io.carillon.front.restcomm;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.xml.XmlWriter;
import io.carillon.wire.http.Reply;
import java.util.List;

/// Writes sheets as replies.
///
/// @param one the element of a single resource, for instance `Account`
/// @param many the element of a list, for instance `Accounts`
/// @param key the key of the list in a page in JSON, for instance `notifications`
record SheetReplies(String one, String many, String key) {
  private static final String ROOT = "RestcommResponse";

  /// One resource.
  Reply one(Shape shape, Sheet sheet) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        sheet.json(json);
        yield Reply.json(200, json.end().bytes());
      }
      case XML -> {
        var xml = new XmlWriter().open(ROOT);
        element(xml, sheet);
        yield SmsReplies.xml(xml.end());
      }
    };
  }

  /// A whole list: a bare array in JSON.
  Reply all(Shape shape, List<Sheet> sheets) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().array();
        items(json, sheets);
        yield Reply.json(200, json.endArray().bytes());
      }
      case XML -> {
        var xml = new XmlWriter().open(ROOT).open(many);
        sheets.forEach(sheet -> element(xml, sheet));
        yield SmsReplies.xml(xml.end().end());
      }
    };
  }

  /// A page of a list; XML has no room for where it stands.
  ///
  /// @param lastSid names the last of them; empty where there is none
  Reply page(Shape shape, Paging paging, List<Sheet> sheets, String lastSid) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        paging.write(json, sheets.size(), lastSid);
        items(json.array(key), sheets);
        yield Reply.json(200, json.endArray().end().bytes());
      }
      case XML -> all(shape, sheets);
    };
  }

  private static void items(JsonWriter json, List<Sheet> sheets) {
    for (var sheet : sheets) {
      json.object();
      sheet.json(json);
      json.end();
    }
  }

  private void element(XmlWriter xml, Sheet sheet) {
    xml.open(one);
    sheet.xml(xml);
    xml.end();
  }
}
