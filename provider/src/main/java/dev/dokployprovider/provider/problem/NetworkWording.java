package dev.dokployprovider.provider.problem;

import java.util.List;

/** The words of problems with the networks of a server's Docker. */
final class NetworkWording {
  private NetworkWording() {}

  static Message of(Problem.SubnetsUsedUp problem) {
    return new Message(
        "The server has no free network for the machine in DOKPLOY_MACHINE_SUBNETS ("
            + problem.range()
            + ").",
        problem.log(),
        List.of(
            "Let the machines have another range, or a wider one:",
            "devpod provider set-options dokploy -o DOKPLOY_MACHINE_SUBNETS=198.18.0.0/16"));
  }

  static Message of(Problem.NetworksUsedUp problem) {
    return new Message(
        "Docker on the server has no range of addresses left for another network.",
        problem.log(),
        List.of(
            "An engine has about thirty by default, and machines take none of them: it is the"
                + " server's apps that use them up.",
            "On the server, remove networks that nobody uses (docker network prune), or give its"
                + " Docker more (default-address-pools in /etc/docker/daemon.json)."));
  }

  static Message of(Problem.NetworkGone problem) {
    return new Message(
        "The machine's network on its server was removed.",
        List.of(problem.detail()),
        List.of("Start the machine: it gets another one."));
  }
}
