/// The dialect of Restcomm, sold under many names as "CPaaS": the SMS resource (forms in, XML or
/// JSON out), the Messages API (JSON, channel URIs) and what is around them (accounts,
/// applications, numbers, notifications, users), under `/restcomm/2012-04-24` and
/// `/api/2012-04-24`.
///
/// Sources: the pages "SMS" (https://cloud.restcomm.com/docs/api/sms-api.html), "Messages API" and
/// its overview (https://dt-test.restcomm.com/docs/api/messages-api.html), "Reason Codes"
/// (https://cloud.restcomm.com/docs/api/reasoncodes.html), and how the open Restcomm-Connect
/// behaves. It never decides whether a message may be sent, and never stores, retries or bills.
/// What is left open is listed as our choice in `docs/reference/restcomm.md`. Start at
/// `RestcommRoutes`, then `RestcommMapping`.
@NullMarked
package io.carillon.front.restcomm;

import org.jspecify.annotations.NullMarked;
