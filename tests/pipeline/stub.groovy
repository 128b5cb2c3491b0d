// Runs a declarative Jenkinsfile: groovy stub.groovy JENKINSFILE DIRECTORY
// Prints one line per event ("stage Lint", "sh scripts/test lint", "skipped Deploy", …).
// BRANCH_NAME is the branch; NODE_<LABEL>__<VARIABLE> is what a node adds to its jobs' environment.

class Stopped extends Exception { Stopped(String why) { super(why) } }

// The block `environment`: what is assigned becomes a variable of the steps.
class Variables {
    private final Map<String, String> held
    Variables(Map<String, String> held) { this.held = held }
    def getEnv() { held }
    def propertyMissing(String name, value) { held[name] = value.toString() }
    def propertyMissing(String name) { held[name] }
}

class Jenkins {
    static final PUBLISHERS = ['junit', 'recordCoverage', 'recordIssues', 'archiveArtifacts', 'cleanWs']
    static final OPTIONS = ['timestamps', 'timeout', 'disableConcurrentBuilds', 'buildDiscarder']
    static final VALUES = ['logRotator', 'pyLint', 'myPy', 'ansibleLint']

    File directory
    Map<String, String> environment = [:]
    boolean failed = false
    boolean inPost = false
    List<Closure> cleanups = []

    void say(String what) { println what; System.out.flush() }

    def run(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body()
    }

    def getEnv() { environment }

    // ---- the pipeline ------------------------------------------------------------------------
    def pipeline(Closure body) {
        run(body)
        if (failed) { System.exit(1) }
    }
    def agent(Closure body) { if (!skipping) { run(body) } }
    def label(String name) {
        say("agent $name")
        environment.keySet().removeAll { it in nodeVariables }
        def prefix = "NODE_${name.replace('-', '_').toUpperCase()}__".toString()
        def own = System.getenv().findAll { it.key.startsWith(prefix) }
            .collectEntries { [(it.key.substring(prefix.length())): it.value] }
        environment.putAll(own)
        nodeVariables = own.keySet()
    }
    // What the node that runs now adds to the environment.
    Set<String> nodeVariables = []

    def options(Closure body) { run(body) }
    def environment(Closure body) {
        body.delegate = new Variables(environment)
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body()
    }
    def stages(Closure body) {
        boolean within = inStages
        inStages = true
        try { run(body) } catch (Stopped stop) {
            if (within) { pending = stop; return } // thrown when the stage around has cleaned up
            failed = true
            say("stopped ${stop.message}")
        } finally { inStages = within }
    }
    boolean inStages = false
    Stopped pending = null
    def parallel(Closure body) {
        // One after the other, all of them: a failing one does not keep the others from telling.
        parallels = true
        troubles = []
        try { run(body) } finally { parallels = false }
        if (troubles) { throw new Stopped(troubles.join(', ')) }
    }
    boolean parallels = false
    List<String> troubles = []

    def stage(String name, Closure body) {
        if (skipping) { return } // a stage within a stage that is skipped
        say("stage $name")
        boolean among = parallels
        def outer = current
        def outside = new LinkedHashMap(environment)
        def outsideVariables = nodeVariables
        current = name
        try {
            run(body)
            if (pending) { throw pending }
        } catch (Stopped stop) {
            pending = null
            if (!among) { throw stop }
            troubles << stop.message
        } finally {
            skipping = false
            current = outer
            environment.clear()
            environment.putAll(outside)
            nodeVariables = outsideVariables
        }
    }
    boolean skipping = false
    String current = ''

    def when(Closure body) { run(body) }
    def beforeAgent(boolean before) { }
    def branch(String name) {
        if (environment.BRANCH_NAME != name) { skipping = true; say("skipped $current") }
    }
    def steps(Closure body) { if (!skipping) { run(body) } }

    def post(Closure body) {
        if (skipping) { return }
        inPost = true
        run(body)
        cleanups.each { run(it) }
        cleanups = []
        inPost = false
    }
    def always(Closure body) { run(body) }
    def cleanup(Closure body) { cleanups << body }

    // ---- steps -------------------------------------------------------------------------------
    def sh(String command) {
        say("sh $command")
        def builder = new ProcessBuilder('sh', '-xe', '-c', command).directory(directory)
        builder.environment().clear()
        builder.environment().putAll(environment)
        builder.redirectErrorStream(true)
        def process = builder.start()
        process.outputStream.close()
        process.inputStream.eachLine { println "| $it" }
        if (process.waitFor() != 0) { throw new Stopped("$current: $command") }
    }
    // Reports and options are only noted; anything that is not known is refused.
    def methodMissing(String name, given) {
        if (name in PUBLISHERS && inPost) { say("publish $name"); return }
        if (name in OPTIONS) { say("option $name ${given.join(' ')}".trim()); return }
        if (name in VALUES) { return name }
        throw new MissingMethodException(name, Jenkins, given as Object[])
    }
}

def jenkins = new Jenkins(directory: new File(args[1]))
jenkins.environment.putAll(System.getenv().findAll { !it.key.startsWith('NODE_') })
def configuration = new org.codehaus.groovy.control.CompilerConfiguration()
configuration.scriptBaseClass = DelegatingScript.name
def script = new GroovyShell(this.class.classLoader, new Binding(), configuration).parse(new File(args[0]))
script.setDelegate(jenkins)
script.run()
