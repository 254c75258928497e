package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.ApiException;

/** JSON-RPC's numbers for tRPC's errors. */
final class TrpcCodes {
  private TrpcCodes() {}

  static int of(ApiException e) {
    return switch (e.status()) {
      case 400 -> e.code().equals("PARSE_ERROR") ? -32700 : -32600;
      case 401 -> -32001;
      case 403 -> -32003;
      case 404 -> -32004;
      case 405 -> -32005;
      case 415 -> -32015;
      default -> -32603;
    };
  }
}
