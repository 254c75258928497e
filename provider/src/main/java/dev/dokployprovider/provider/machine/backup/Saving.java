package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.Sha256;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;

/** Brings one volume of a machine that stands still into the file. */
final class Saving {
  private final MachineContext context;
  private final BackupWriter writer;

  Saving(MachineContext context, BackupWriter writer) {
    this.context = context;
    this.writer = writer;
  }

  SavedVolume save(String name, String place, Probed probed) throws Session.Broken, IOException {
    var rate = new Rate(context, "save", place);
    try (var session = Session.begin(context, "save", List.of(place))) {
      session.release();
      var counted = new Counted(writer.volume(name));
      session.copyTo(counted, rate::at);
      int exitCode = session.end();
      writer.endVolume();
      var digest = session.told("digest");
      if (exitCode != 0 || digest.isEmpty()) {
        throw new ProblemException(
            new Problem.BackupFailed(
                context.id().value(), session.why("the volume " + place, exitCode)));
      }
      return new SavedVolume(
          name,
          place,
          counted.bytes,
          Sha256.end(counted.digest),
          digest.get(),
          session
              .told("files")
              .filter(text -> text.matches("\\d{1,18}"))
              .map(Long::parseLong)
              .orElse(0L),
          probed.used(place));
    }
  }

  /** What went into the file. */
  private static final class Counted extends FilterOutputStream {
    private final MessageDigest digest = Sha256.begin();
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }
  }
}
