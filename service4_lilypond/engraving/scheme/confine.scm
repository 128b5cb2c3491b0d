;; Gives up, for good, what engraving one score does not need: privileges, files
;; (landlock.scm), system calls (seccomp.scm) and resources. A score is a program
;; to LilyPond; whatever a score manages to run, it runs in here.
;;
;; Needs Linux on x86-64, as the LilyPond wheel does. Landlock needs Linux 5.13
;; and may be absent; everything else is required.

(use-modules (system foreign) (rnrs bytevectors))

(define (foreign name . types)
  (pointer->procedure long (dynamic-func name (dynamic-link)) types))
(define syscall (foreign "syscall" long long long long long))
(define prctl (foreign "prctl" int long long long long))

(define (address bytes) (pointer-address (bytevector->pointer bytes)))

(define (require-zero what result)
  (if (not (zero? result)) (error "cannot give up:" what)))

;; --- life ------------------------------------------------------------------

(define (end-with-parent)
  "Have this process killed when the one that forked it is gone."
  (require-zero 'life (prctl 1 SIGKILL 0 0 0)))

;; --- privileges --------------------------------------------------------------

(define (confine-privileges)
  "Have no program give this process privileges again; without it only root may ask for the rest."
  (require-zero 'privileges (prctl 38 1 0 0 0)))

;; --- resources ---------------------------------------------------------------

(define (confine-resources cpu-seconds memory-bytes)
  "Limit time and memory, and allow no byte in any file: what is made goes through pipes."
  (sigaction SIGXFSZ SIG_IGN)                 ; writing is refused, which says more than an end
  (for-each
    (lambda (resource limit) (setrlimit resource limit limit))
    '(cpu as fsize core nofile)
    (list cpu-seconds memory-bytes 0 0 64)))

;; --- all of it ---------------------------------------------------------------

(define (confine readable pipes cpu-seconds memory-bytes)
  "Give up all but reading beneath the folders READABLE and writing to what is in the folder PIPES."
  (confine-privileges)                        ; first: the kernel asks for it
  (confine-resources cpu-seconds memory-bytes)
  (confine-files readable pipes)
  (confine-calls))
