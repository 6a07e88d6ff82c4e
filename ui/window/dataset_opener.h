#pragma once

#include "core/data/demo_data.h"
#include "ui/support/worker.h"

#include <QObject>

namespace mien::ui {

class DatasetJob;
class Workspace;

/// Opens data sets, the demo data among them (made at the first time), and puts them into the workspace.
class DatasetOpener : public QObject {
  Q_OBJECT

public:
  explicit DatasetOpener(Workspace& workspace, QObject* parent = nullptr);
  ~DatasetOpener() override;

  void open(const QString& folder); ///< gives up what is being opened
  void openDemo();
  void setDemoOptions(const DemoDataOptions& options) { m_demoOptions = options; } ///< of demo data yet to be made
  void cancel();                                                                   ///< cancelled() follows

signals:
  void started(const QString& text); ///< then exactly one of opened, failed and cancelled
  void progress(qulonglong done, qulonglong total);
  void opened(const QString& folder, bool demo);
  void failed(const QString& folder, const QString& message);
  void cancelled();

private:
  void read(const QString& folder, bool demo);
  void showProgress(qulonglong done, qulonglong total);
  void end();

  Workspace& m_workspace;
  QString m_folder;
  QString m_text;
  bool m_demo = false;
  DemoDataOptions m_demoOptions;
  DatasetJob* m_job;
  Worker m_maker; ///< of demo data
};

} // namespace mien::ui
