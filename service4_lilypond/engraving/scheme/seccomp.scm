;; System calls by seccomp: those that engraving makes stay, with the arguments
;; that it makes them with, and all others are refused.
;;
;; What is in the table was seen with strace while every kind of score was
;; engraved, with the C libraries of Debian 12 and 13; docs/decisions/0016 says how.

(use-modules (srfi srfi-1))

;; One instruction of the Berkeley packet filter: what, where to if so, if not.
(define (load-word offset) (list #x20 0 0 offset))
(define (load-argument index) (load-word (+ 16 (* 8 index))))
(define (keep-bits mask) (list #x54 0 0 mask))
(define (answer value) (list #x06 0 0 value))
(define (if-equal value yes no) (list #x15 yes no value))
(define (if-least value yes no) (list #x35 yes no value))
(define (if-bits value yes no) (list #x45 yes no value))
(define permitted (answer #x7fff0000))
(define refused (answer #x00050001))          ; EPERM
(define absent (answer #x00050026))           ; ENOSYS, as an older kernel answers
(define killed (answer #x80000000))           ; by SIGSYS

;; --- what may be asked of a call ------------------------------------------------

(define (always) (list permitted))

(define (one-of argument mask . values)
  "Permit a call whose ARGUMENT, of which only the bits in MASK count, is one of VALUES."
  (append (list (load-argument argument) (keep-bits mask))
          (map (lambda (value last) (if-equal value last 0))
               values (iota (length values) (length values) -1))
          (list refused permitted)))

(define (without argument bits)
  "Permit a call whose ARGUMENT has none of BITS."
  (list (load-argument argument) (if-bits bits 0 1) refused permitted))

(define (within argument bits)
  "Permit a call whose ARGUMENT has no bits but BITS."
  (without argument (logxor #xffffffff bits)))

(define (both argument value . rest)
  "Permit a call whose ARGUMENT is VALUE where REST permits it too."
  (cons* (load-argument argument) (if-equal value 1 0) refused rest))

(define all #xffffffff)
(define executable #b100)                     ; PROT_EXEC
(define thread #x3d0f00)                      ; what pthread_create asks of clone
(define open-flags #x88241)                   ; write only, create, truncate, large, close on exec
(define own-process #x7fffffff)               ; stands for a job's id until there is one
(define futex-call #x7f)                      ; without "private" and "by the wall clock"

;; --- the calls -------------------------------------------------------------------

(define (allowed)
  `((0 ,(always))                             ; read
    (1 ,(always))                             ; write
    (3 ,(always))                             ; close
    (4 ,(always))                             ; stat
    (5 ,(always))                             ; fstat
    (262 ,(always))                           ; newfstatat
    (8 ,(always))                             ; lseek
    (32 ,(always))                            ; dup
    (257 ,(within 2 open-flags))              ; openat
    (72 ,(one-of 1 all 2 3))                  ; fcntl: F_SETFD, F_GETFL
    (12 ,(always))                            ; brk
    (9 ,(without 2 executable))               ; mmap
    (10 ,(without 2 executable))              ; mprotect
    (11 ,(always))                            ; munmap
    (28 ,(one-of 2 all 4))                    ; madvise: MADV_DONTNEED
    (14 ,(always))                            ; rt_sigprocmask
    (202 ,(one-of 1 futex-call 0 1 9 10))     ; futex: wait and wake
    (56 ,(one-of 0 all thread))               ; clone: threads
    (273 ,(always))                           ; set_robust_list
    (334 ,(always))                           ; rseq
    (157 ,(one-of 0 all 15))                  ; prctl: PR_SET_NAME
    (228 ,(always))                           ; clock_gettime
    (39 ,(always))                            ; getpid
    (186 ,(always))                           ; gettid
    (234 ,(apply both 0 own-process (one-of 2 all SIGABRT))) ; tgkill: abort()
    (60 ,(always))                            ; exit
    (231 ,(always))                           ; exit_group
    ;; Not seen, but made where something rare happens:
    (20 ,(always))                            ; writev: C++ writes much at once
    (25 ,(always))                            ; mremap: a large block of memory grows
    (15 ,(always))                            ; rt_sigreturn: a signal was handled
    (219 ,(always))                           ; restart_syscall: the process was stopped
    (96 ,(always))                            ; gettimeofday, and time: where the
    (201 ,(always))))                         ;   machine's clock is the kernel's alone

(define youngest 424)
;; The first call that old kernels lack: from here on the C library tries an
;; older call where the answer is ENOSYS, such as clone for clone3.

;; --- the filter ------------------------------------------------------------------

(define (filter-program)
  (append
    (list (load-word 4) (if-equal #xc000003e 1 0) killed ; another architecture's numbers
          (load-word 0) (if-least #x40000000 0 1) killed) ; x32's
    (append-map
      (lambda (call) (cons (if-equal (first call) 0 (length (second call))) (second call)))
      (allowed))
    (list (if-least youngest 0 1) absent refused)))

(define (assemble program)
  (let ((code (make-bytevector (* 8 (length program)))))
    (for-each
      (lambda (at instruction)
        (bytevector-u16-native-set! code at (list-ref instruction 0))
        (bytevector-u8-set! code (+ at 2) (list-ref instruction 1))
        (bytevector-u8-set! code (+ at 3) (list-ref instruction 2))
        (bytevector-u32-native-set! code (+ at 4) (list-ref instruction 3)))
      (iota (length program) 0 8) program)
    code))

;; Made once: making it for every job would take as long as all else that is given up.
(define program (filter-program))
(define code (assemble program))
(define own-process-at
  (+ 4 (* 8 (list-index (lambda (instruction) (= own-process (fourth instruction))) program))))

(define (confine-calls)
  (let ((header (make-bytevector 16 0)))
    (bytevector-u32-native-set! code own-process-at (getpid))
    (bytevector-u16-native-set! header 0 (length program))
    (bytevector-u64-native-set! header 8 (address code))
    (require-zero 'calls (prctl 22 2 (address header) 0 0))))
