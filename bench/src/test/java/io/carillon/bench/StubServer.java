package io.carillon.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/// A process that looks to the bench like the server: same arguments, same surfaces, no durability.
/// `-Dstub.loses=N` makes it forget every Nth message after its 202; `-Dstub.dies=true` ends it
/// before it is ready.
final class StubServer {
  private static final int LOSES = Integer.getInteger("stub.loses", 0);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<SMPPSession> binds = new ArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final Path log;
  private volatile String hook = "";

  private StubServer(Path log) {
    this.log = log;
  }

  public static void main(String[] args) throws IOException {
    if (Boolean.getBoolean("stub.dies")) {
      System.err.println("no room for the stub");
      System.exit(2);
    }
    var flags = List.of(args);
    var data = Path.of(flags.get(flags.indexOf("--data") + 1));
    Files.createDirectories(data);
    var stub = new StubServer(data.resolve("messages"));
    var config = flags.indexOf("--config");
    if (config > 0) {
      stub.bind(Files.readString(Path.of(flags.get(config + 1))));
    }
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/readyz", exchange -> answer(exchange, 200));
    server.createContext("/v1/messages", stub::take);
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void bind(String config) throws IOException {
    for (var i = 0; i < setting(config, "binds"); i++) {
      var session = new SMPPSession();
      session.setTransactionTimer(10_000);
      session.setQueueCapacity(10_000);
      session.setMessageReceiverListener(new Receipts());
      session.connectAndBind(
          "127.0.0.1",
          setting(config, "port"),
          new BindParameter(
              BindType.BIND_TRX,
              "bench",
              "bench",
              "",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null));
      binds.add(session);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    var message = json.readTree(exchange.getRequestBody());
    hook = message.get("webhook_url").asText();
    var count = taken.incrementAndGet();
    if (LOSES == 0 || count % LOSES != 0) {
      try {
        submit(binds.get(count % binds.size()), message.get("to").asText().substring(1));
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
    synchronized (this) {
      Files.write(log, new byte[100], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    answer(exchange, 202);
  }

  private static void submit(SMPPSession session, String recipient) throws Exception {
    var _ =
        session.submitShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            Recipients.SENDER.substring(1),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            recipient,
            new ESMClass(),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new GeneralDataCoding(),
            (byte) 0,
            "Hello".getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int setting(String config, String name) {
    var found = Pattern.compile("\\b" + name + ": (\\d+)").matcher(config);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + name);
    }
    return Integer.parseInt(found.group(1));
  }

  private final class Receipts implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm receipt) {
      var body =
          "{\"event\":\"message.delivered\",\"data\":{\"to\":\"+%s\",\"status\":\"delivered\"}}"
              .formatted(receipt.getSourceAddr());
      var request =
          HttpRequest.newBuilder(URI.create(hook))
              .version(HttpClient.Version.HTTP_1_1)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var _ = client.sendAsync(request, BodyHandlers.discarding());
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alertNotification) {
      throw new IllegalStateException("none is sent");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
      throw new IllegalStateException("none is sent");
    }
  }
}
