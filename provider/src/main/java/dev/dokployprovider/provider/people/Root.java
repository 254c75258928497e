package dev.dokployprovider.provider.people;

import picocli.CommandLine.Command;

/** The program as people see it. */
@Command(
    name = Typed.PROGRAM,
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "dokploy-provider VERB [OPTIONS]",
    description = {
      "",
      "Development machines for DevPod on your own Dokploy server. DevPod calls this program; these"
          + " verbs are for you. The server and its key are those that DevPod or Devsy has for the"
          + " provider, the variables DOKPLOY_SERVER_URL and DOKPLOY_API_TOKEN, or what 'login' has"
          + " stored.",
      ""
    },
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:a fault of the provider, or a failed check of doctor",
      "2:a wrong call",
      "3:this computer",
      "4:Dokploy",
      "5:access: the API key, or its owner's permissions",
      "6:the machine",
      "130:interrupted",
      "255:no connection to the machine (command, ssh, logs)"
    },
    footer = {"", "Run 'dokploy-provider VERB --help' for more about a verb."})
final class Root {}
