#pragma once

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace mien::test {

/// mien-cli in a process of its own, started in `folder`, its standard output on a pipe.
class Child {
public:
  explicit Child(std::vector<std::string> arguments, const std::string& folder = ".") {
    arguments.insert(arguments.begin(), MIEN_CLI);
    std::vector<char*> argv;
    for (std::string& argument : arguments) {
      argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipe");
    }
    m_pid = fork();
    if (m_pid == 0) {
      dup2(ends[1], STDOUT_FILENO);
      if (chdir(folder.c_str()) != 0) {
        _exit(126);
      }
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    m_out = fdopen(ends[0], "r");
  }
  ~Child() {
    kill(SIGKILL);
    wait();
    std::fclose(m_out);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Reads lines until `count` of them hold `word`, the last into `found`; false at the end of the output.
  bool waitFor(const std::string& word, int count, std::string* found = nullptr) {
    char line[4096];
    while (count > 0 && std::fgets(line, sizeof(line), m_out) != nullptr) {
      const bool holds = std::string(line).find(word) != std::string::npos;
      count -= holds ? 1 : 0;
      if (holds && found != nullptr) {
        *found = line;
      }
    }
    return count == 0;
  }

  void kill(int signal) const {
    if (m_pid > 0) {
      ::kill(m_pid, signal);
    }
  }

  /// Exit status, or minus the signal.
  int wait() {
    if (m_pid > 0) {
      int status = 0;
      waitpid(m_pid, &status, 0);
      m_pid = -1;
      m_status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    return m_status;
  }

private:
  pid_t m_pid = -1;
  FILE* m_out = nullptr;
  int m_status = 0;
};

} // namespace mien::test
