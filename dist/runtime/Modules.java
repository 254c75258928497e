import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.internal.jimage.BasicImageReader;

/** Takes our modules out of a runtime's image, for a Java that is the user's own: they are shipped only once. */
class Modules {
  public static void main(String[] args) throws IOException {
    Path to = Path.of(args[1]);
    try (var image = BasicImageReader.open(Path.of(args[0]))) {
      for (String name : image.getEntryNames()) {
        if (name.matches("/(dev|info|org)\\..*")) {
          Path file = to.resolve(name.substring(1));
          Files.createDirectories(file.getParent());
          Files.write(file, image.getResource(name));
        }
      }
    }
  }
}
