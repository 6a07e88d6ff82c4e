#include "core/train/history.h"

#include "core/common/atomic_file.h"

#include <cstdio>
#include <string>

namespace mien {

void writeHistory(const std::filesystem::path& file, const std::vector<EpochRecord>& records) {
  std::string text =
      "epoch,size,train_loss,train_accuracy,valid_loss,valid_accuracy,learning_rate,images_per_second,seconds\n";
  for (const EpochRecord& r : records) {
    char line[256];
    std::snprintf(line, sizeof(line), "%d,%d,%.6f,%.6f,%.6f,%.6f,%.6e,%.1f,%.1f\n", r.epoch, r.size, r.trainLoss,
                  r.trainAccuracy, r.validLoss, r.validAccuracy, r.learningRate, r.imagesPerSecond, r.seconds);
    text += line;
  }
  writeFileAtomically(file, text);
}

} // namespace mien
