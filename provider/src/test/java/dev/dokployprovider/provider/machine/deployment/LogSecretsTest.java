package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogSecretsTest {
  @Test
  void no_secret_stays_in_a_log_that_is_kept() {
    String log =
        """
        RUN echo token-of-dokploy s3cret-value s3cret
        fetching http://me:pass@proxy:3128/ through https://example.com/a@b
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNz
        -----END OPENSSH PRIVATE KEY-----
        done
        """;
    assertThat(LogSecrets.blanked(log, List.of("token-of-dokploy", "s3cret-value", "s3cret")))
        .isEqualTo(
            """
            RUN echo [secret] [secret] [secret]
            fetching http://[secret]@proxy:3128/ through https://example.com/a@b
            [private key]
            done
            """);
  }
}
