#pragma once

#include "ui/predict/export/export_writer.h"
#include "ui/widgets/panels/message_banner.h"

#include <QString>

namespace mien::ui {

/// What came of an export, for the banner.
struct ExportSummary {
  MessageBanner::Kind kind = MessageBanner::Kind::Info;
  QString title;
  QString details;
};

[[nodiscard]] ExportSummary exportSummary(const QString& folder, const PredictExported& result);

} // namespace mien::ui
