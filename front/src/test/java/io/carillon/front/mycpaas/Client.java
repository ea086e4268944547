package io.carillon.front.mycpaas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.front.House;
import io.carillon.front.form.FormWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Message;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Asks the routes of a house as its owner would, without a socket.
final class Client {
  static final String ACCOUNT = "/2010-04-01/Accounts/" + House.SID;
  static final String MESSAGES = ACCOUNT + "/Messages.json";
  static final String LAML_MESSAGES = "/api/laml" + MESSAGES;

  private static final JsonMapper JSON = new JsonMapper();

  private final House house;
  private final Router router;
  private String user = House.SID;
  private String password = House.TOKEN;
  private String key = "";

  Client(House house) {
    this.house = house;
    this.router = new Router(house.mounts());
  }

  /// Brings an `Idempotency-Key` with every request from now on; an empty one brings none.
  Client once(String nextKey) {
    key = nextKey;
    return this;
  }

  /// Shows other credentials from now on.
  Client as(String nextUser, String nextPassword) {
    user = nextUser;
    password = nextPassword;
    return this;
  }

  /// What came back.
  record Answer(int status, String text, List<Field> fields) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError(text, e);
      }
    }

    String text(String name) {
      return json().path(name).asText();
    }
  }

  Answer get(String path) {
    return carry("GET", path, new byte[0]);
  }

  Answer delete(String path) {
    return carry("DELETE", path, new byte[0]);
  }

  /// Posts a form of names and values.
  Answer post(String path, String... pairs) {
    var form = new FormWriter();
    for (int i = 0; i < pairs.length; i += 2) {
      form.add(pairs[i], pairs[i + 1]);
    }
    return carry("POST", path, form.bytes());
  }

  /// Sends a message from the house's number, with further fields, and finds it in the store.
  Message send(String... more) {
    return stored(ask(more));
  }

  /// Asks for a message from the house's number, with further fields.
  Answer ask(String... more) {
    return askAt(MESSAGES, more);
  }

  /// The same on the surface with this path.
  Answer askAt(String messages, String... more) {
    return post(messages, with(more, "To", "+14155550123", "From", "+14155552671"));
  }

  /// The message that a send made.
  Message stored(Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.text());
    }
    var id = MessageNames.read(answer.text("sid")).orElseThrow();
    return house.ports().messages().find(id).orElseThrow();
  }

  private static String[] with(String[] more, String... usual) {
    var all = new ArrayList<>(List.of(more));
    for (int i = 0; i < usual.length; i += 2) {
      if (!all.contains(usual[i])) {
        all.addAll(List.of(usual[i], usual[i + 1]));
      }
    }
    return all.toArray(String[]::new);
  }

  private Answer carry(String method, String path, byte[] body) {
    var pair =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    var fields = new ArrayList<Field>();
    fields.add(new Field("Authorization", "Basic " + pair));
    fields.add(new Field("Host", "carillon.example"));
    if (!key.isEmpty()) {
      fields.add(new Field("Idempotency-Key", key));
    }
    Reply reply = router.answer(Request.of(method, path, fields, body));
    return new Answer(
        reply.status(), new String(reply.body(), StandardCharsets.UTF_8), reply.fields());
  }
}
