#include "ui/train/form/settings_file.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/common/text/json_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

namespace mien::ui {

TrainConfig readSettings(const QString& file) {
  const auto json = nlohmann::json::parse(readFile(toPath(file)), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) {
    throw Error(ErrorKind::BadData,
                Message("{file} is not JSON. Choose a file that was saved here, or the config.json of a run.",
                        {{"file", pathText(file).toStdString()}}));
  }
  TrainConfig config = trainConfigFromJson(json);
  validate(config);
  return config;
}

void writeSettings(const QString& file, const TrainConfig& config) {
  writeFileAtomically(toPath(file), jsonText(toJson(config), 2) + "\n");
}

} // namespace mien::ui
