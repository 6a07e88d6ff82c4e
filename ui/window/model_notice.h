#pragma once

#include "core/model/model_info.h"
#include "ui/async/worker.h"
#include "ui/widgets/panels/message_banner.h"

namespace mien::ui {

/// Says of the model in use what its file does not say and Mien has assumed, with a button to say it. Hidden for models
/// that say all of themselves.
class ModelNotice : public MessageBanner {
  Q_OBJECT

public:
  explicit ModelNotice(QWidget* parent = nullptr);

  void setModel(const QString& file); ///< empty: none. Reads the file's description on another thread

signals:
  void described(); ///< the user has said more of the model: whoever uses it must read it again

private:
  void take(const ModelInfo& info);
  void describe();

  QString m_file;
  ModelInfo m_info;
  Worker m_reader;
};

} // namespace mien::ui
